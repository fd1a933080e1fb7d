import { z } from 'zod/v4';
import { checkCondition } from './checkCondition';
import { isFieldPath } from './isFieldPath';

/** The library would otherwise generate code at run time, which n8n's sandboxes rightly forbid. */
z.config({ jitless: true });

/** Names what a value must be; `listIssues` makes "expected …, got …" of it. */
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

/** What the schemas of our documents are made of. `listIssues` tells their errors as "expected …, got …". */
export const schemaParts = {
	expected,
	text,
	filledText,
	id,
	finite,
	fromZero,
	aboveZero,
	count,
	percentage,
	places,
	scalar,
	fieldPath,
	activityTypes,
	condition,
	object,
	list,
};
