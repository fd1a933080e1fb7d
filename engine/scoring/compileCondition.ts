import { Memo } from './Memo';
import type { Condition, Operator } from './Model';
import { onlyField } from './onlyField';
import { operators } from './operators';
import { readPath, type ReaderOf } from './readPath';
import { rememberBy } from './rememberBy';

/** Those that take longer than to look up what came of the same text among many; of the others, only the texts of late are remembered. */
const slow: ReadonlySet<Operator> = new Set(['in', 'notIn', 'contains', 'notContains', 'matches', 'notMatches'] satisfies Operator[]);

/** Whether a record (a lead's attributes, an activity's properties) meets a condition at `now` (epoch ms). */
export type Predicate = (record: unknown, now: number) => boolean;

function compileTree(condition: Condition, readerOf: ReaderOf, compilePart: (part: Condition, readerOf: ReaderOf) => Predicate): Predicate {
	if ('all' in condition) {
		const parts = condition.all.map((part) => compilePart(part, readerOf));
		return (record, now) => {
			for (let index = 0; index < parts.length; index++) if (!parts[index]!(record, now)) return false;
			return true;
		};
	}
	if ('any' in condition) {
		const parts = condition.any.map((part) => compilePart(part, readerOf));
		return (record, now) => {
			for (let index = 0; index < parts.length; index++) if (parts[index]!(record, now)) return true;
			return false;
		};
	}
	if ('not' in condition) {
		const part = compilePart(condition.not, readerOf);
		return (record, now) => !part(record, now);
	}
	const read = readerOf(condition.field);
	const test = operators[condition.op].compile(condition.value);
	return (record, now) => test(read(record), now);
}

const compilePlain = (condition: Condition, readerOf: ReaderOf): Predicate => compileTree(condition, readerOf, compilePlain);

/**
 * Compiles a condition that `parseModel` or `parseCondition` has accepted. The predicate is total: any
 * record gives an answer, none throws. `all` of nothing is true, `any` of nothing is false.
 *
 * @param readerOf how fields are read, if not from the record
 */
export function compileCondition(condition: Condition, readerOf: ReaderOf = readPath): Predicate {
	const field = onlyField(condition);
	if (field === null) return compileTree(condition, readerOf, compileCondition);
	const holds = compilePlain(condition, readerOf);
	const memo = new Memo<boolean>('op' in condition && !slow.has(condition.op) ? 0 : undefined);
	return rememberBy(memo, readerOf(field), holds);
}
