import type { Condition } from './Model';
import { operators } from './operators';
import { readPath } from './readPath';

/** Whether a record (a lead's attributes, an activity's properties) meets a condition at `now` (epoch ms). */
export type Predicate = (record: unknown, now: number) => boolean;

/**
 * Compiles a condition that `parseModel` or `parseCondition` has accepted. The predicate is total: any
 * record gives an answer, none throws. `all` of nothing is true, `any` of nothing is false.
 */
export function compileCondition(condition: Condition): Predicate {
	if ('all' in condition) {
		const parts = condition.all.map(compileCondition);
		return (record, now) => parts.every((part) => part(record, now));
	}
	if ('any' in condition) {
		const parts = condition.any.map(compileCondition);
		return (record, now) => parts.some((part) => part(record, now));
	}
	if ('not' in condition) {
		const part = compileCondition(condition.not);
		return (record, now) => !part(record, now);
	}
	const read = readPath(condition.field);
	const test = operators[condition.op].compile(condition.value);
	return (record, now) => test(read(record), now);
}
