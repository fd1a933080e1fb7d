import { z } from 'zod/v4';
import { checkCondition } from './checkCondition';
import { isFieldPath } from './isFieldPath';
import { isRecord } from './isRecord';

/** The library would otherwise generate code at run time, which n8n's sandboxes rightly forbid. */
z.config({ jitless: true });

/** Names what a value must be; `parseModel` makes "expected …, got …" of it. */
const expected = (phrase: string) => ({
	error: (issue: { code?: string }) => (issue.code === 'unrecognized_keys' ? undefined : phrase),
});

const text = z.string(expected('a text'));
const filledText = z.string(expected('a text')).regex(/\S/, expected('a text that is not blank'));
const id = z.string(expected('an id')).regex(/^[A-Za-z0-9_-]{1,64}$/, expected('an id of 1 to 64 letters, digits, "_" and "-"'));
const finite = z.number(expected('a finite number'));
const fromZero = z.number(expected('a number, 0 or more')).min(0, expected('a number, 0 or more'));
const aboveZero = z.number(expected('a number above 0')).gt(0, expected('a number above 0'));
const count = z.int(expected('a whole number, 1 or more')).min(1, expected('a whole number, 1 or more'));
const percentage = z.number(expected('a percentage, 0 to 100')).min(0, expected('a percentage, 0 to 100')).max(100, expected('a percentage, 0 to 100'));
const places = z.int(expected('0 to 6 decimals')).min(0, expected('0 to 6 decimals')).max(6, expected('0 to 6 decimals'));
const scalar = z.union([z.string(), finite, z.boolean()], expected('a text, number or boolean'));
const fieldPath = z
	.string(expected('a field path'))
	.refine(isFieldPath, expected('a field path such as "company.employees" or "tags[0]"'));
const activityTypes = z.union([filledText, z.array(filledText).min(1)], expected('an activity type or a list of them'));

/** Conditions nest, and check themselves so that each problem keeps its own path. */
const condition = z.unknown().check(({ value, issues }) => {
	for (const { path, message } of checkCondition(value, [])) {
		issues.push({ code: 'custom', input: value, path: [...path], message, params: { complete: true } });
	}
});

const object = <Shape extends z.core.$ZodShape>(shape: Shape) => z.strictObject(shape, expected('an object'));
const list = <Item extends z.ZodType>(item: Item) => z.array(item, expected('a list'));

const halfLife = object({ halfLifeDays: aboveZero });
const stepwise = object({ percent: percentage, everyDays: aboveZero });
/** Which kind of decay is meant shows in its keys, so that problems are told about that kind. */
const decay = z.unknown().check(({ value, issues }) => {
	const isStepwise = isRecord(value) && ('percent' in value || 'everyDays' in value);
	const checked = (isStepwise ? stepwise : halfLife).safeParse(value, { reportInput: true });
	for (const issue of checked.error?.issues ?? []) issues.push({ ...issue, input: issue.input } as z.core.$ZodRawIssue);
});

const rule = { id, label: z.optional(text) };

const ruleSchema = z.discriminatedUnion(
	'type',
	[
		object({ ...rule, type: z.literal('attribute'), when: condition, points: finite }),
		object({
			...rule,
			type: z.literal('lookup'),
			field: fieldPath,
			table: list(object({ value: scalar, points: finite })),
			otherwise: z.optional(finite),
		}),
		object({
			...rule,
			type: z.literal('range'),
			field: fieldPath,
			table: list(object({ from: z.optional(finite), to: z.optional(finite), points: finite })),
			otherwise: z.optional(finite),
		}),
		object({
			...rule,
			type: z.literal('activity'),
			activity: activityTypes,
			where: z.optional(condition),
			withinDays: z.optional(aboveZero),
			minCount: z.optional(count),
			maxCount: z.optional(count),
			points: finite,
			per: z.enum(['each', 'once'], expected('"each" or "once"')),
			limit: z.optional(aboveZero),
			decay: z.optional(decay),
		}),
		object({
			...rule,
			type: z.literal('inactivity'),
			activity: z.optional(activityTypes),
			days: fromZero,
			points: finite,
			neverActive: z.optional(z.enum(['ignore', 'apply'], expected('"ignore" or "apply"'))),
		}),
	],
	expected('a rule of type attribute, lookup, range, activity or inactivity'),
);

const gradeRows = list(object({ grade: filledText, min: finite })).min(1, expected('at least one grade'));

/** The shape of a model; what holds between its parts is checked by `checkConsistency`. */
export const modelSchema = object({
	format: z.literal(1, expected('1, the only model format')),
	id,
	name: filledText,
	version: count,
	scale: z.optional(aboveZero),
	decimals: z.optional(places),
	groups: list(
		object({
			id,
			name: filledText,
			dimension: z.enum(['fit', 'engagement'], expected('"fit" or "engagement"')),
			min: z.optional(finite),
			max: z.optional(finite),
			rules: list(ruleSchema),
		}),
	),
	disqualify: z.optional(list(object({ id, label: z.optional(text), when: condition }))),
	bands: z.optional(list(object({ id, name: filledText, min: fromZero }))),
	holdMargin: z.optional(fromZero),
	grades: z.optional(object({ fit: gradeRows, engagement: gradeRows })),
	segments: z.optional(list(object({ id, name: filledText, grades: list(filledText) }))),
});
