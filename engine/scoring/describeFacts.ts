import { compileCondition } from './compileCondition';
import type { Condition, FieldCondition } from './Model';
import { operators } from './operators';
import { quote } from './quote';
import { readPath } from './readPath';
import { remember } from './remember';
import { hasValue } from './values/hasValue';

const MOST_FACTS = 3;

type Describe = (record: unknown, now: number) => string[];

function describeField({ field, op, value: operand }: FieldCondition): Describe {
	const read = readPath(field);
	const test = operators[op].compile(operand);
	const describeValue = remember((value: unknown) => (hasValue(value) ? `${field} is ${quote(value)}` : `${field} is missing`));
	return (record, now) => {
		const value = read(record);
		if (!Array.isArray(value)) return [describeValue(value)];
		const element: unknown = value.find((candidate) => test(candidate, now)) ?? value[0];
		return [element === undefined ? `${field} is empty` : `${field} includes ${quote(element)}`];
	};
}

function describe(condition: Condition): Describe {
	if ('field' in condition) return describeField(condition);
	if ('not' in condition) return describe(condition.not);
	if ('all' in condition) {
		const parts = condition.all.map(describe);
		return (record, now) => parts.flatMap((part) => part(record, now));
	}
	const parts = condition.any.map((part) => ({ holds: compileCondition(part), describe: describe(part) }));
	return (record, now) => {
		const holding = parts.find((part) => part.holds(record, now));
		return (holding ? [holding] : parts).flatMap((part) => part.describe(record, now));
	};
}

/**
 * Compiles a condition into what people want to know when it decided: the values it looked at, in one line
 * (`jobTitle is "CTO" and companySize is 250`). Of `any`, the first part that holds.
 */
export function describeFacts(condition: Condition): (record: unknown, now: number) => string {
	const describeAll = describe(condition);
	return (record, now) => [...new Set(describeAll(record, now))].slice(0, MOST_FACTS).join(' and ') || 'true of every lead';
}
