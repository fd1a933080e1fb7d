import fc from 'fast-check';
import type { ActivityCheck, Campaign, Condition, NurtureLead, StepVariant, Weekday } from '../../../engine';

export const START = Date.parse('2026-09-01T00:00:00Z');
export const DAY = 86_400_000;

const days: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export const zones = ['Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'];
export const activityTypes = ['email_click', 'email_reply'];

const time = fc.integer({ min: 0, max: 1439 }).map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
const hours = fc.uniqueArray(time, { minLength: 2, maxLength: 2 }).map((both) => both.sort());

const window = fc
	.record({
		days: fc.subarray(days, { minLength: 1 }),
		hours,
		timeZone: fc.constantFrom(...zones),
		timeZoneField: fc.constant('zone'),
		skip: fc.array(fc.integer({ min: 0, max: 120 }).map((day) => new Date(START + day * DAY).toISOString().slice(0, 10)), { maxLength: 20 }),
	})
	.map(({ hours: [from, to], ...rest }) => ({ ...rest, from: from!, to: to! }));

const check: fc.Arbitrary<ActivityCheck> = fc.record(
	{
		activity: fc.oneof(fc.constantFrom(...activityTypes), fc.subarray(activityTypes, { minLength: 1 })),
		sincePreviousStep: fc.boolean(),
		withinDays: fc.integer({ min: 1, max: 30 }),
	},
	{ requiredKeys: ['activity'] },
);

const step = fc.record(
	{
		afterDays: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0.25, 1.5)),
		content: fc.constant({ subject: 'Hi' }),
		unless: check,
		onlyIf: check,
		variants: fc.constantFrom<StepVariant[][]>([{ id: 'a', weight: 1 }], [{ id: 'a', weight: 1 }, { id: 'b', weight: 3, content: { subject: 'Ho' } }]),
	},
	{ requiredKeys: ['afterDays'] },
);

/** Valid campaigns, with anything a campaign can have. */
export const anyCampaign: fc.Arbitrary<Campaign> = fc
	.record(
		{
			goal: fc.constant<{ bands: string[] }>({ bands: ['sales'] }),
			exit: fc.record({
				bands: fc.constant<string[]>(['cold']),
				when: fc.constant<Condition>({ field: 'customer', op: 'equals', value: true }),
			}, { requiredKeys: [] }),
			reenterAfterDays: fc.integer({ min: 0, max: 100 }),
			holdoutPercent: fc.constantFrom(0, 20, 100),
			window,
			atMost: fc.record({ messages: fc.integer({ min: 1, max: 3 }), perDays: fc.constantFrom(0.5, 1, 3, 7) }),
			steps: fc.array(step, { minLength: 1, maxLength: 6 }),
		},
		{ requiredKeys: ['steps'] },
	)
	.map(({ steps, ...rest }) => ({
		format: 1,
		id: 'c',
		name: 'C',
		version: 1,
		enter: { bands: ['nurture'] },
		...rest,
		steps: steps.map((one, index) => ({ id: `s${index}`, ...one })),
	}));

/** Leads that may be written to, somewhere on Earth, with some activities. */
export const anyLead: fc.Arbitrary<NurtureLead> = fc.record({
	key: fc.nat(1e6).map((number) => `lead${number}@example.com`),
	attributes: fc.record({ zone: fc.constantFrom(...zones, 'nowhere', undefined), customer: fc.constant(false) }),
	band: fc.constant('nurture'),
	consent: fc.constant('granted' as const),
	suppressed: fc.constant(null),
	activities: fc.array(fc.record({ type: fc.constantFrom(...activityTypes), at: fc.integer({ min: START, max: START + 90 * DAY }) }), { maxLength: 5 }),
});
