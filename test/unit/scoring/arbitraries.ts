import fc from 'fast-check';
import type { Condition, Lead, Model, RangeRule } from '../../../engine';

export const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY = 86_400_000;

const field = fc.constantFrom('industry', 'company.employees', 'tags', 'tags[0]', 'email', 'closeDate', 'missing.deep');
const types = ['page_view', 'pricing_view', 'demo_request', 'email_open'];
const points = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.double({ min: -40, max: 40, noNaN: true }));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
	fc.record({ field, op: fc.constantFrom('exists' as const, 'notExists' as const) }),
	fc.record({
		field,
		op: fc.constantFrom('equals' as const, 'notEquals' as const, 'contains' as const, 'startsWith' as const),
		value: fc.constantFrom('SaaS', 'vip', '250', 'a@acme.no'),
	}),
	fc.record({ field, op: fc.constantFrom('atLeast' as const, 'lessThan' as const), value: fc.integer({ min: 0, max: 500 }) }),
	fc.record({ field, op: fc.constantFrom('withinLastDays' as const, 'olderThanDays' as const), value: fc.integer({ min: 0, max: 90 }) }),
	fc.record({ field, op: fc.constant('matches' as const), value: fc.constantFrom('^sa', '[0-9]+', '(a+)+$') }),
	fc.record({ field, op: fc.constant('emailDomainIn' as const), value: fc.constant<string[]>(['acme.no', 'gmail.com']) }),
);
/** Of an activity's properties: one that time turns, more often than chance would have it. */
const turning = fc.record({ field: fc.constant('closeDate'), op: fc.constantFrom('withinLastDays' as const, 'olderThanDays' as const), value: fc.integer({ min: 0, max: 90 }) });
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
	condition: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		leaf,
		fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
		fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
		fc.record({ not: tie('condition') }),
	),
}));

const decay = fc.oneof(
	fc.record({ halfLifeDays: fc.integer({ min: 1, max: 90 }) }),
	fc.record({ percent: fc.integer({ min: 0, max: 100 }), everyDays: fc.integer({ min: 1, max: 60 }) }),
);
const days = fc.integer({ min: 1, max: 120 });

const rule = fc.oneof(
	fc.record({ type: fc.constant('attribute' as const), when: condition, points }),
	fc.record({
		type: fc.constant('lookup' as const),
		field,
		table: fc.array(fc.record({ value: fc.constantFrom('SaaS', 'vip', 250, true), points }), { maxLength: 3 }),
		otherwise: points,
	}),
	fc.record({
		type: fc.constant('range' as const),
		field,
		table: fc.constant<RangeRule['table']>([{ to: 10, points: 3 }, { from: 10, to: 250, points: -7.5 }, { from: 250, points: 12 }]),
		otherwise: points,
	}),
	fc.record(
		{
			type: fc.constant('activity' as const),
			activity: fc.oneof(fc.constantFrom(...types), fc.subarray(types, { minLength: 1 })),
			where: fc.oneof(condition, turning),
			withinDays: days,
			minCount: fc.integer({ min: 1, max: 3 }),
			maxCount: fc.integer({ min: 3, max: 5 }),
			points,
			per: fc.constantFrom('each' as const, 'once' as const),
			limit: fc.integer({ min: 1, max: 60 }),
			decay,
		},
		{ requiredKeys: ['type', 'activity', 'points', 'per'] },
	),
	fc.record(
		{
			type: fc.constant('inactivity' as const),
			activity: fc.constantFrom(...types),
			days,
			points,
			neverActive: fc.constantFrom('ignore' as const, 'apply' as const),
		},
		{ requiredKeys: ['type', 'days', 'points'] },
	),
);

const group = fc.record(
	{
		dimension: fc.constantFrom('fit' as const, 'engagement' as const),
		min: fc.integer({ min: -40, max: 0 }),
		max: fc.integer({ min: 0, max: 60 }),
		rules: fc.array(rule, { maxLength: 5 }),
	},
	{ requiredKeys: ['dimension', 'rules'] },
);

/** Valid models with every kind of rule but the predictive one. */
export const anyModel: fc.Arbitrary<Model> = fc
	.record({
		groups: fc.array(group, { maxLength: 3 }),
		scale: fc.constantFrom(50, 100, 200),
		decimals: fc.integer({ min: 0, max: 2 }),
		holdMargin: fc.integer({ min: 0, max: 10 }),
		disqualify: fc.array(condition, { maxLength: 1 }),
	})
	.map(({ groups, disqualify, scale, ...rest }) => ({
		format: 1,
		id: 'm',
		name: 'M',
		version: 1,
		scale,
		bands: [{ id: 'sales', name: 'Sales', min: 35 }, { id: 'cold', name: 'Cold', min: 0 }],
		...rest,
		groups: groups.map((one, g) => ({
			id: `g${g}`,
			name: `G${g}`,
			...one,
			rules: one.rules.map((each, r) => ({ id: `g${g}r${r}`, ...each })),
		})),
		disqualify: disqualify.map((when) => ({ id: 'd', when })),
	}));

const at = fc.oneof(
	fc.integer({ min: NOW - 200 * DAY, max: NOW + 5 * DAY }),
	fc.integer({ min: NOW - 200 * DAY, max: NOW }).map((ms) => new Date(ms).toISOString()),
);

/** Leads with the fields and activities that `anyModel` looks at, clean or not. */
export const anyLead: fc.Arbitrary<Lead> = fc.record({
	attributes: fc.record({
		industry: fc.constantFrom('SaaS', ' saas ', '', null, 7, ['SaaS', 'x']),
		company: fc.record({ employees: fc.constantFrom(5, '250', 'many', 1e9) }),
		tags: fc.subarray(['vip', 'blog', 250]),
		email: fc.constantFrom('a@acme.no', 'b@sub.gmail.com', 'nobody'),
		closeDate: at,
	}),
	activities: fc.array(
		fc.record({ type: fc.constantFrom(...types, 'PAGE_VIEW', 'other'), at, properties: fc.record({ industry: fc.constant('SaaS'), closeDate: at }, { requiredKeys: ['industry'] }) }),
		{ maxLength: 12 },
	),
	adjustments: fc.array(fc.record({ points: fc.integer({ min: -20, max: 20 }), reason: fc.constant('x') }), { maxLength: 2 }),
});

export const anyPreviousBand = fc.constantFrom(null, 'sales', 'cold', 'disqualified', 'unheard-of');
