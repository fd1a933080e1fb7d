import type { Scalar } from '../Model';
import { toNumber } from '../values/toNumber';
import { toText } from '../values/toText';
import type { ValueList } from './ValueSet';

/** What a field may be to equal one of the operands; a blank text equals nothing. */
export function listValues(operands: readonly Scalar[]): ValueList {
	const numbers = new Set<number>();
	const texts = new Set<string>();
	const booleans = new Set<boolean>();
	for (const operand of operands) {
		const number = toNumber(operand);
		const text = toText(operand);
		if (typeof operand === 'boolean') booleans.add(operand);
		else if (number !== null) numbers.add(number);
		else if (text !== null) texts.add(text);
	}
	return { kind: 'values', numbers, texts, booleans };
}
