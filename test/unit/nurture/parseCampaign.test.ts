import fc from 'fast-check';
import { parseCampaign } from '../../../engine';
import { anyCampaign } from './arbitraries';

const smallest = { format: 1, id: 'c', name: 'C', version: 1, enter: { bands: ['nurture'] }, steps: [{ id: 'first', afterDays: 0 }] };
const full = {
	...smallest,
	model: 'b2b-saas',
	goal: { bands: ['sales'] },
	exit: { bands: ['cold', 'disqualified'], when: { field: 'country', op: 'equals', value: 'US' } },
	reenterAfterDays: 90,
	holdoutPercent: 12.5,
	window: { days: ['mon', 'fri'], from: '08:00', to: '24:00', timeZone: 'europe/oslo', timeZoneField: 'company.zone', skip: ['2026-12-24', '2028-02-29'] },
	atMost: { messages: 3, perDays: 7 },
	steps: [
		{ id: 'first', name: 'First', afterDays: 0, content: { subject: 'Hi', parts: [{ html: '<p>' }] } },
		{
			id: 'second',
			afterDays: 0.5,
			unless: { activity: ['email_click', 'email_reply'], sincePreviousStep: true },
			onlyIf: { activity: 'email_open', withinDays: 14, where: { field: 'url', op: 'contains', value: 'x' } },
			variants: [{ id: 'a', weight: 1, content: { subject: 'A' } }, { id: 'b', weight: 0.5 }],
		},
	],
};

const issuesOf = (json: unknown) => {
	const parsed = parseCampaign(json);
	return parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path}: ${message}`);
};
const withWindow = (window: object) => ({ ...smallest, window: { timeZone: 'UTC', ...window } });
const withStep = (step: object) => ({ ...smallest, steps: [{ id: 's', afterDays: 1, ...step }] });

describe('parseCampaign', () => {
	test.each([['the smallest', smallest], ['a full one', full]])('%s comes back as it came in', (_, campaign) => {
		expect(parseCampaign(campaign)).toEqual({ ok: true, campaign });
	});

	test('every problem at once, each with its path', () => {
		const bad = {
			...full,
			format: 2,
			version: 0,
			colour: 'red',
			enter: { bands: ['nurture', 'hot leads'] },
			goal: { bands: ['nurture'] },
			exit: { when: { all: [{ field: 'x', op: 'is' }] } },
			holdoutPercent: 101,
			window: { days: [], from: '17:00', to: '8:00', timeZone: 'Oslo', skip: ['2026-02-29'] },
			atMost: { messages: 0, perDays: 0 },
			steps: [
				{ id: 'a', afterDays: 'three', content: 'Hi' },
				{ id: 'a', afterDays: -1, unless: { activty: 'x' }, variants: [{ id: 'v', weight: 0 }, { id: 'v', weight: 1 }] },
			],
		};
		const issues = issuesOf(bad);
		for (const start of [
			'format: expected 1, the only campaign format, got 2',
			'version: expected a whole number, 1 or more, got 0',
			'colour: unknown key',
			'enter.bands[1]: expected an id of 1 to 64 letters',
			'goal.bands[0]: "nurture" stands in "enter" already',
			'exit.when.all[0].op: expected one of exists, ',
			'holdoutPercent: expected a percentage, 0 to 100, got 101',
			'window.days: expected at least one day, got an empty list',
			'window.to: expected a time such as "17:00", or "24:00", got "8:00"',
			'window.timeZone: expected an IANA time zone such as "Europe/Oslo", got "Oslo"',
			'window.skip[0]: expected a day of the calendar such as "2026-12-24", got "2026-02-29"',
			'atMost.messages: expected a whole number, 1 or more, got 0',
			'atMost.perDays: expected a number of days above 0, at most 366, got 0',
			'steps[0].afterDays: expected a number of days, 0 to 366, got "three"',
			'steps[0].content: expected an object, got "Hi"',
			'steps[1].id: "a" is used twice',
			'steps[1].afterDays: expected a number of days, 0 to 366, got -1',
			'steps[1].unless.activty: unknown key',
			'steps[1].unless.activity: expected an activity type or a list of them, got nothing',
			'steps[1].variants[0].weight: expected a weight above 0, at most 1000000, got 0',
			'steps[1].variants[1].id: "v" is used twice',
		]) {
			expect(issues).toContainEqual(expect.stringContaining(start));
		}
		expect(issues).toHaveLength(21);
	});

	test.each<[string, unknown, string]>([
		['a window that ends before it begins', withWindow({ from: '17:00', to: '08:00' }), 'window.from: "17:00" must be before "to", which is "08:00"'],
		['a window of no length', withWindow({ from: '08:00', to: '08:00' }), 'window.from: "08:00" must be before "to"'],
		['a window that begins at the end', withWindow({ from: '24:00' }), 'window.from: "24:00" must be before "to", which is "24:00"'],
		['a window that ends at the beginning', withWindow({ to: '00:00' }), 'window.from: "00:00" must be before "to", which is "00:00"'],
		['an hour that no clock shows', withWindow({ from: '25:00' }), 'window.from: expected a time'],
		['an unknown day', withWindow({ days: ['monday'] }), 'window.days[0]: expected one of mon, tue, wed, thu, fri, sat, sun, got "monday"'],
		['a day twice', withWindow({ days: ['mon', 'mon'] }), 'window.days: a day is named twice'],
		['no time zone', { ...smallest, window: {} }, 'window.timeZone: expected a time zone, got nothing'],
		['a hostile field path', withWindow({ timeZoneField: 'a..b' }), 'window.timeZoneField: expected a field path'],
		['more days to skip than is sane', withWindow({ skip: Array<string>(501).fill('2026-12-24') }), 'window.skip: 501 days to skip; 500 at most'],
		['no steps', { ...smallest, steps: [] }, 'steps: expected at least one step, got an empty list'],
		['more steps than is sane', { ...smallest, steps: Array.from({ length: 101 }, (_, n) => ({ id: `s${n}`, afterDays: 1 })) }, 'steps: 101 steps; 100 at most'],
		['an infinite delay', withStep({ afterDays: Infinity }), 'steps[0].afterDays: expected a number of days, 0 to 366, got Infinity'],
		['a delay of years', withStep({ afterDays: 1000 }), 'steps[0].afterDays: expected a number of days, 0 to 366, got 1000'],
		['no variants in the list', withStep({ variants: [] }), 'steps[0].variants: expected at least one variant'],
		['too many variants', withStep({ variants: Array.from({ length: 21 }, (_, n) => ({ id: `v${n}`, weight: 1 })) }), 'steps[0].variants: 21 variants; 20 at most'],
		['a negative weight', withStep({ variants: [{ id: 'a', weight: -1 }] }), 'steps[0].variants[0].weight: expected a weight above 0'],
		['a list for content', withStep({ content: ['Hi'] }), 'steps[0].content: expected an object, got a list'],
		['a negative hold-out', { ...smallest, holdoutPercent: -1 }, 'holdoutPercent: expected a percentage'],
		['no bands to enter by', { ...smallest, enter: { bands: [] } }, 'enter.bands: expected at least one band'],
		['a band for a list of them', { ...smallest, enter: { bands: 'nurture' } }, 'enter.bands: expected a list, got "nurture"'],
		['the same band twice', { ...smallest, enter: { bands: ['a', 'a'] } }, 'enter.bands[1]: "a" stands in "enter" already'],
		['a band that is goal and exit', { ...smallest, goal: { bands: ['x'] }, exit: { bands: ['x'] } }, 'exit.bands[0]: "x" stands in "goal" already'],
		['disqualified leads to enter', { ...smallest, enter: { bands: ['disqualified'] } }, 'enter.bands[0]: "disqualified" is where disqualified leads are'],
		['no object', null, ': expected an object, got null'],
		['a polluting key', JSON.parse(JSON.stringify(smallest).replace('{', '{"__proto__":{"x":1},')), '__proto__: unknown key'],
		['a polluting key within', withStep({ unless: JSON.parse('{"activity":"x","constructor":{}}') }), 'steps[0].unless.constructor: unknown key'],
	])('%s is told', (_, json, start) => {
		expect(issuesOf(json).join('\n')).toContain(start);
	});

	test('random campaigns are valid, and random JSON is answered', () => {
		fc.assert(fc.property(anyCampaign, (campaign) => expect(parseCampaign(campaign)).toEqual({ ok: true, campaign })));
		fc.assert(fc.property(fc.json(), fc.constantFrom(...Object.keys(full)), (json, key) => {
			const value: unknown = JSON.parse(json);
			expect(typeof parseCampaign(value).ok).toBe('boolean');
			expect(typeof parseCampaign({ ...full, [key]: value }).ok).toBe('boolean');
		}));
	});

	test('a million problems are no reason to throw', () => {
		expect(parseCampaign({ ...smallest, steps: Array<number>(500_000).fill(1) })).toMatchObject({ ok: false });
	});
});
