import { createHash } from 'node:crypto';

interface StepForm {
	id?: string;
	afterDays?: number;
	subject?: string;
	secondSubject?: string;
	body?: string;
	linkUrl?: string;
	linkText?: string;
	unless?: string;
}

/** What 'Define Below' holds. */
export interface CampaignForm {
	name: string;
	steps: StepForm[];
	rules: {
		enterBands?: string;
		goalBands?: string;
		exitBands?: string;
		holdoutPercent?: number;
		messages?: number;
		reenterAfterDays?: number;
		days?: string[];
		from?: string;
		to?: string;
		skip?: string;
		timeZone?: string;
		timeZoneField?: string;
	};
}

const list = (text: string | undefined): string[] => String(text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');

const filled = (values: object): Record<string, unknown> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

const LONGEST_ID = 64;

/** An id that a name always gives. Where letters of the name are lost in it, a digest keeps other names' ids apart. */
function slug(name: string): string {
	const plain = name.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
	if (words !== '' && words.length <= LONGEST_ID && !/[^\P{L}a-z]/u.test(plain)) return words;
	const digest = createHash('sha256').update(plain).digest('hex').slice(0, 8);
	return `${words.slice(0, LONGEST_ID - 9) || 'campaign'}-${digest}`;
}

function toStep({ id, afterDays = 0, subject, secondSubject, body, linkUrl, linkText, unless }: StepForm, index: number): object {
	const activities = list(unless);
	return {
		id: id?.trim() || `step-${index + 1}`,
		afterDays,
		content: filled({ subject, body, linkUrl, linkText }),
		...(activities.length > 0 && { unless: { activity: activities, sincePreviousStep: true } }),
		...(secondSubject?.trim() && {
			variants: [
				{ id: 'a', weight: 1 },
				{ id: 'b', weight: 1, content: { subject: secondSubject } },
			],
		}),
	};
}

/**
 * The campaign that 'Define Below' describes, as JSON to be parsed.
 *
 * @param timeZone of the workflow, IANA name
 */
export function defineCampaign({ name, steps, rules }: CampaignForm, timeZone: string): Record<string, unknown> {
	const { enterBands = 'nurture', goalBands = 'sales', exitBands = 'cold', days, from, to, skip, timeZoneField, messages } = rules;
	const skipped = list(skip);
	const window = filled({ days, from: from?.trim(), to: to?.trim(), timeZoneField: timeZoneField?.trim(), skip: skipped.length > 0 ? skipped : undefined });
	const goal = list(goalBands);
	const exit = list(exitBands);
	return {
		format: 1,
		id: slug(name),
		name: name.trim(),
		version: 1,
		enter: { bands: list(enterBands) },
		...(goal.length > 0 && { goal: { bands: goal } }),
		...(exit.length > 0 && { exit: { bands: exit } }),
		...filled({ reenterAfterDays: rules.reenterAfterDays, holdoutPercent: rules.holdoutPercent }),
		...(Object.keys(window).length > 0 && { window: { ...window, timeZone: rules.timeZone?.trim() || timeZone } }),
		...(messages !== undefined && { atMost: { messages, perDays: 7 } }),
		steps: steps.map(toStep),
	};
}
