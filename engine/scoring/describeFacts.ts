import { compileCondition } from './compileCondition';
import type { Condition, FieldCondition } from './Model';
import { operators } from './operators';
import { quote } from './quote';
import type { ReaderOf } from './readPath';
import { hasValue } from './values/hasValue';

const MOST_FACTS = 3;

/** Tells the facts that a condition looked at, one after the other. */
type Describe = (record: unknown, now: number, tell: (fact: string) => void) => void;

function describeField({ field, op, value: operand }: FieldCondition, readerOf: ReaderOf): (record: unknown, now: number) => string {
	const read = readerOf(field);
	const test = operators[op].compile(operand);
	return (record, now) => {
		const value = read(record);
		if (!Array.isArray(value)) return hasValue(value) ? `${field} is ${quote(value)}` : `${field} is missing`;
		const element: unknown = value.find((candidate) => test(candidate, now)) ?? value[0];
		return element === undefined ? `${field} is empty` : `${field} includes ${quote(element)}`;
	};
}

function describe(condition: Condition, readerOf: ReaderOf): Describe {
	if ('field' in condition) {
		const factOf = describeField(condition, readerOf);
		return (record, now, tell) => tell(factOf(record, now));
	}
	if ('not' in condition) return describe(condition.not, readerOf);
	if ('all' in condition) {
		const parts = condition.all.map((part) => describe(part, readerOf));
		return (record, now, tell) => parts.forEach((part) => part(record, now, tell));
	}
	const parts = condition.any.map((part) => ({ holds: compileCondition(part, readerOf), describe: describe(part, readerOf) }));
	return (record, now, tell) => {
		const holding = parts.find((part) => part.holds(record, now));
		for (const part of holding ? [holding] : parts) part.describe(record, now, tell);
	};
}

/**
 * Compiles a condition into what people want to know when it decided: the values it looked at, in one line
 * (`jobTitle is "CTO" and companySize is 250`). Of `any`, the first part that holds.
 */
export function describeFacts(condition: Condition, readerOf: ReaderOf): (record: unknown, now: number) => string {
	if ('field' in condition) return describeField(condition, readerOf);
	const describeAll = describe(condition, readerOf);
	return (record, now) => {
		const facts: string[] = [];
		describeAll(record, now, (fact) => {
			if (facts.length < MOST_FACTS && !facts.includes(fact)) facts.push(fact);
		});
		return facts.join(' and ') || 'true of every lead';
	};
}
