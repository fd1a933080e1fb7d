import { z } from 'zod/v4';
import { isRecord } from './isRecord';
import { schemaParts } from './schemaParts';

const { expected, text, filledText, id, finite, fromZero, aboveZero, count, percentage, places, scalar, fieldPath, activityTypes, condition, object, list } =
	schemaParts;

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
