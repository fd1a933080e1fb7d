import type { Condition, Scalar } from '../../../engine';
import { operatorChoices } from './operatorChoices';
import type { ConditionForm } from './RuleForm';
import { splitList } from './splitList';
import { typedField } from './typedField';

function fromRow({ field, operator = 'equals', value = '' }: ConditionForm): Condition {
	const choice = operatorChoices[operator] ?? operatorChoices.equals;
	const { operand } = choice;
	let operandValue = value as Scalar | Scalar[];
	if (operand === 'list') operandValue = splitList(value).map(withoutAt) as Scalar[];
	if (operand === 'bounds') operandValue = splitList(typeof value === 'string' ? value.replace(/\s+(and|to)\s+/i, ',') : value).map(asNumber) as Scalar[];
	return choice.toCondition(typedField(field), operandValue);
}

/** People write domains as they stand in addresses: `@gmail.com`. */
const withoutAt = (element: unknown): unknown => (typeof element === 'string' ? element.replace(/^@(?=\S+\.)/, '') : element);

const asNumber = (element: unknown): unknown => {
	const number = typeof element === 'string' && element.trim() !== '' ? Number(element) : NaN;
	return Number.isNaN(number) ? element : number;
};

/** The condition of a row of the form together with its further rows, combined by `all` or `any`. */
export function toCondition(first: ConditionForm, more: readonly ConditionForm[] = [], combine: 'all' | 'any' = 'all'): Condition {
	if (more.length === 0) return fromRow(first);
	const parts = [first, ...more].map(fromRow);
	return combine === 'any' ? { any: parts } : { all: parts };
}
