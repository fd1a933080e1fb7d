import fc from 'fast-check';
import type { Activity, Condition, Lead, Model, Operator, Scalar } from '../../../engine';
import { NOW } from './arbitraries';

const DAY = 86_400_000;

const field = fc.constantFrom('a', 'b.c', 'a', 'tags[0]');
const numbers = fc.constantFrom<Scalar>(0, 1, 5, '5', 10, '1e1', 12.5, -3);
const texts = fc.constantFrom('x', ' X ', 'xy', 'y', 'yes', 'TRUE', 'no', '', '  ', '1', '2026-11-20', 'u@acme.no', 'u@sub.acme.no', 'u@', '@');
const scalar = fc.oneof(numbers, texts, fc.boolean());
const days = fc.constantFrom(-30, -1, 0, 1, 7, 30);
const domain = fc.constantFrom('acme.no', 'sub.acme.no', 'gmail.com', '@acme.no', '');
const date = fc.constantFrom('2026-11-01', '2026-11-20', '2026-12-24', '2027-01-01');
const domains = fc.array(domain, { maxLength: 2 });
const several = fc.array(scalar, { maxLength: 3 });

const leafOf = (ops: Operator[], value: fc.Arbitrary<Scalar | Scalar[]>): fc.Arbitrary<Condition> =>
	fc.record({ field, op: fc.constantFrom(...ops), value });

const leaf = fc.oneof(
	fc.record({ field, op: fc.constantFrom<Operator>('exists', 'notExists') }),
	leafOf(['equals', 'notEquals', 'equals', 'notEquals'], scalar),
	leafOf(['in', 'notIn'], several),
	leafOf(['contains', 'notContains', 'startsWith', 'endsWith'], texts),
	leafOf(['matches', 'notMatches'], fc.constantFrom('^x', 'y', '[0-9]')),
	leafOf(['greaterThan', 'atLeast', 'lessThan', 'atMost'], numbers),
	leafOf(['between'], fc.constantFrom<number[]>([0, 1], [1, 5], [5, 10], [10, 10])),
	leafOf(['before', 'after'], date),
	leafOf(['withinLastDays', 'olderThanDays'], days),
	leafOf(['emailDomainIn', 'emailDomainNotIn'], domains),
);

/** Two stretches of numbers or of dates on one field, often apart. */
const stretches: fc.Arbitrary<Condition> = fc.oneof(
	fc.tuple(fc.constantFrom<Operator>('greaterThan', 'atLeast'), numbers, fc.constantFrom<Operator>('lessThan', 'atMost', 'equals'), numbers),
	fc.tuple(fc.constant<Operator>('after'), date, fc.constant<Operator>('before'), date),
	fc.tuple(fc.constant<Operator>('olderThanDays'), days, fc.constant<Operator>('withinLastDays'), days),
).map(([low, from, high, to]) => ({ all: [{ field: 'a', op: low, value: from }, { field: 'a', op: high, value: to }] }));

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
	condition: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		leaf,
		stretches,
		fc.record({ all: fc.array(tie('condition'), { maxLength: 4 }) }),
		fc.record({ any: fc.array(tie('condition'), { maxLength: 4 }) }),
		fc.record({ not: tie('condition') }),
	),
}));

/** Small whole numbers make limits meet; some fractions, since sums of those depend on their order. */
const points = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -12, max: 12 }) }, { weight: 1, arbitrary: fc.constantFrom(0.1, 0.2, -0.3, 7.45) });

const row = fc
	.tuple(fc.option(fc.integer({ min: -4, max: 12 }), { nil: undefined }), fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }), points)
	.map(([from, width, worth]) => ({
		...(from === undefined ? {} : { from }),
		...(width === undefined ? {} : { to: (from ?? 0) + width }),
		points: worth,
	}));

const decay = fc.oneof(
	fc.record({ halfLifeDays: fc.constantFrom(0.001, 1, 30) }),
	fc.record({ percent: fc.constantFrom(0, 50, 100), everyDays: fc.constantFrom(0.01, 1, 30) }),
);

const types = ['visit', 'demo', ' Demo '];

const rule = fc.oneof(
	fc.record({ type: fc.constant('attribute' as const), when: condition, points }),
	fc.record({ type: fc.constant('attribute' as const), when: fc.constant<Condition>({ all: [] }), points }),
	fc.record({ type: fc.constant('lookup' as const), field, table: fc.array(fc.record({ value: scalar, points }), { maxLength: 5 }), otherwise: points }, { requiredKeys: ['type', 'field', 'table'] }),
	fc.record({ type: fc.constant('range' as const), field, table: fc.array(row, { maxLength: 4 }), otherwise: points }, { requiredKeys: ['type', 'field', 'table'] }),
	fc
		.record(
			{
				type: fc.constant('activity' as const),
				activity: fc.oneof(fc.constantFrom(...types), fc.subarray(types, { minLength: 1 })),
				where: condition,
				withinDays: fc.constantFrom(1, 7, 30),
				minCount: fc.integer({ min: 1, max: 3 }),
				more: fc.integer({ min: 0, max: 2 }),
				points,
				per: fc.constantFrom('each' as const, 'once' as const),
				limit: fc.constantFrom(0.5, 5, 12, 30),
				decay,
			},
			{ requiredKeys: ['type', 'activity', 'points', 'per'] },
		)
		.map(({ more, ...rest }) => ({ ...rest, ...(more === undefined ? {} : { maxCount: (rest.minCount ?? 1) + more }) })),
	fc.record({ type: fc.constant('inactivity' as const), days: fc.constantFrom(0, 7, 30), points, neverActive: fc.constantFrom('ignore' as const, 'apply' as const) }, { requiredKeys: ['type', 'days', 'points'] }),
);

const limit = fc.option(fc.integer({ min: -15, max: 20 }), { nil: undefined });

const group = fc
	.record({ dimension: fc.constantFrom('fit' as const, 'engagement' as const), limits: fc.tuple(limit, limit), rules: fc.array(rule, { maxLength: 4 }), twice: fc.boolean() })
	.map(({ dimension, limits: [one, other], rules, twice }) => {
		const [min, max] = one !== undefined && other !== undefined && one > other ? [other, one] : [one, other];
		return {
			dimension,
			...(min === undefined ? {} : { min }),
			...(max === undefined ? {} : { max }),
			rules: twice && rules[0] ? [...rules, rules[0]] : rules,
		};
	});

const gradeRows = (letters: string[]) => fc.array(fc.record({ grade: fc.constantFrom(...letters), min: fc.integer({ min: -10, max: 30 }) }), { minLength: 1, maxLength: 3 });

/** Valid models full of parts that cannot do anything: small pools of values, points and limits. */
export const idleModel: fc.Arbitrary<Model> = fc
	.record({
		groups: fc.array(group, { maxLength: 3 }),
		mins: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
		holdMargin: fc.integer({ min: 0, max: 12 }),
		decimals: fc.integer({ min: 0, max: 1 }),
		disqualify: fc.array(condition, { maxLength: 4 }),
		grades: fc.option(fc.record({ fit: gradeRows(['A', 'B', 'C']), engagement: gradeRows(['1', '2']) }), { nil: undefined, freq: 4 }),
		segments: fc.array(fc.array(fc.constantFrom('A1', 'A2', 'B1', 'B2', 'C1', 'D4'), { maxLength: 3 }), { maxLength: 3 }),
	})
	.map(({ groups, mins, disqualify, grades, segments, ...rest }) => ({
		format: 1,
		id: 'm',
		name: 'M',
		version: 1,
		scale: 40,
		...rest,
		groups: groups.map((each, g) => ({ id: `g${g}`, name: `G${g}`, ...each, rules: each.rules.map((one, r) => ({ ...one, id: `g${g}r${r}` })) })),
		bands: [0, ...mins].map((min, index) => ({ id: `b${index}`, name: `b${index}`, min })),
		disqualify: disqualify.map((when, index) => ({ id: `d${index}`, when })),
		...(grades === undefined ? {} : { grades }),
		segments: segments.map((listed, index) => ({ id: `s${index}`, name: `S${index}`, grades: listed })),
	}));

const single = fc.oneof(scalar, date, fc.constantFrom(null, NOW - 3 * DAY, NOW + 3 * DAY, {}));
const value = fc.oneof({ weight: 3, arbitrary: single }, { weight: 2, arbitrary: fc.array(single, { maxLength: 3 }) });

/** A lead's attributes, or an activity's properties. */
export const anyRecord: fc.Arbitrary<Record<string, unknown>> = fc.record(
	{ a: value, b: fc.record({ c: value }), tags: fc.array(value, { maxLength: 2 }) },
	{ requiredKeys: [] },
);

const activity: fc.Arbitrary<Activity> = fc.record({
	type: fc.constantFrom(...types, 'other'),
	at: fc.constantFrom(0, 0.02, 0.5, 1, 3, 7, 29, 30, 31, 100).map((age) => NOW - age * DAY),
	properties: anyRecord,
});

/** Leads with the fields and activities that `idleModel` asks for, single values and lists. */
export const idleLead: fc.Arbitrary<Lead> = fc.record({ attributes: anyRecord, activities: fc.array(activity, { maxLength: 6 }) });
