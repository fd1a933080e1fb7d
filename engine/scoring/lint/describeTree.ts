import { quote } from '../quote';
import type { ConditionTree, Literal, PositiveOperator } from './ConditionTree';

const MOST_SHOWN = 3;

/** How an operator reads between field and value: as it is, and negated. */
const phrases: Record<PositiveOperator, [holds: string, fails: string]> = {
	exists: ['has a value', 'has no value'],
	equals: ['is', 'is not'],
	in: ['is one of', 'is none of'],
	contains: ['contains', 'does not contain'],
	startsWith: ['starts with', 'does not start with'],
	endsWith: ['ends with', 'does not end with'],
	matches: ['matches', 'does not match'],
	greaterThan: ['is above', 'is not above'],
	atLeast: ['is at least', 'is not at least'],
	lessThan: ['is below', 'is not below'],
	atMost: ['is at most', 'is not at most'],
	between: ['is between', 'is not between'],
	before: ['is before', 'is not before'],
	after: ['is after', 'is not after'],
	withinLastDays: ['is within the last days:', 'is not within the last days:'],
	olderThanDays: ['is more days ago than', 'is not more days ago than'],
	emailDomainIn: ['is an e-mail address at', 'is no e-mail address at'],
};

function describeOperand(op: PositiveOperator, operand: unknown): string {
	if (op === 'exists') return '';
	if (!Array.isArray(operand)) return ` ${quote(operand)}`;
	if (op === 'between') return ` ${operand.map(quote).join(' and ')}`;
	const shown = operand.slice(0, MOST_SHOWN).map(quote).join(', ');
	return operand.length > MOST_SHOWN ? ` ${shown} …` : ` ${shown}`;
}

const describeLiteral = ({ field, op, operand, negated }: Literal): string =>
	`${field} ${phrases[op][negated ? 1 : 0]}${describeOperand(op, operand)}`;

/** A condition as a phrase: `industry is "SaaS"`, `(country is "NO" or country is "SE")`. */
export function describeTree(tree: ConditionTree): string {
	if (tree.kind === 'literal') return describeLiteral(tree);
	const shown = tree.parts.slice(0, MOST_SHOWN).map(describeTree);
	const more = tree.parts.length > MOST_SHOWN ? ['…'] : [];
	return `(${[...shown, ...more].join(tree.kind === 'all' ? ' and ' : ' or ')})`;
}
