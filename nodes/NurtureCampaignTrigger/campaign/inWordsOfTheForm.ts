import type { Issue } from '../../../engine';

/** Where the form has what a campaign calls by this path. */
const places: Record<string, string> = {
	name: 'Name',
	id: 'Name',
	steps: 'Steps',
	'enter.bands': 'Rules › Enroll From Bands',
	'goal.bands': 'Rules › Goal Bands',
	'exit.bands': 'Rules › Leave With Bands',
	holdoutPercent: 'Rules › Hold Out (Percent)',
	reenterAfterDays: 'Rules › Re-Enroll After (Days)',
	'atMost.messages': 'Rules › Messages at Most',
	'window.days': 'Rules › Send On',
	'window.from': 'Rules › Send From',
	'window.to': 'Rules › Send Until',
	'window.skip': 'Rules › Not on These Days',
	'window.timeZone': 'Rules › Time Zone',
	'window.timeZoneField': 'Rules › Time Zone Field',
};

const placesOfStep: Record<string, string> = { id: 'Step ID', afterDays: 'Days After', 'unless.activity': 'Skip If the Lead Did', content: 'Subject' };

/** `steps[1].afterDays` as the form shows it: `Step 2 › Days After`. */
export function inWordsOfTheForm({ path, message }: Issue): Issue {
	const step = /^steps\[(\d+)\]\.?(.*)$/.exec(path);
	const inner = (step ? step[2]! : path).replace(/\[\d+\]$/, '');
	if (!step) return { path: places[inner] ?? path, message };
	return { path: `Step ${Number(step[1]) + 1} › ${placesOfStep[inner] ?? inner}`, message };
}
