import type { Condition, FieldPath, Operator } from './Model';

/** Those that look at the clock, and those whose answer is found sooner than it is looked up. */
const notRemembered: ReadonlySet<Operator> = new Set([
	'withinLastDays', 'olderThanDays', 'exists', 'notExists', 'emailDomainIn', 'emailDomainNotIn',
	'greaterThan', 'atLeast', 'lessThan', 'atMost', 'between',
] satisfies Operator[]);

/**
 * The one field that a condition looks at, where what comes of a value in it is worth remembering (leads have many
 * texts in common); `null` where it looks at several, at none, or at the clock.
 */
export function onlyField(condition: Condition): FieldPath | null {
	if ('not' in condition) return onlyField(condition.not);
	if ('field' in condition) return notRemembered.has(condition.op) ? null : condition.field;
	const fields = new Set(('all' in condition ? condition.all : condition.any).map(onlyField));
	const [field = null] = fields;
	return fields.size === 1 ? field : null;
}
