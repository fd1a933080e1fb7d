import type { Condition, FieldCondition, Operator } from '../Model';
import type { ConditionTree, Literal, PositiveOperator } from './ConditionTree';
import { toValueSet } from './toValueSet';

type Path = readonly PropertyKey[];

const positiveTwin: Partial<Record<Operator, PositiveOperator>> = {
	notExists: 'exists',
	notEquals: 'equals',
	notIn: 'in',
	notContains: 'contains',
	notMatches: 'matches',
	emailDomainNotIn: 'emailDomainIn',
};

function toLiteral({ field, op, value }: FieldCondition, path: Path, inverted: boolean): Literal {
	const twin = positiveTwin[op];
	const positive = twin ?? (op as PositiveOperator);
	return {
		kind: 'literal',
		path,
		inverted,
		field,
		op: positive,
		operand: value,
		operandPath: [...path, 'value'],
		accepts: toValueSet(positive, value),
		negated: (twin !== undefined) !== inverted,
	};
}

/** A condition that `parseModel` has accepted, from `path` in the model, as a tree to reason about. */
export function toConditionTree(condition: Condition, path: Path, inverted = false): ConditionTree {
	if ('field' in condition) return toLiteral(condition, path, inverted);
	if ('not' in condition) return { ...toConditionTree(condition.not, [...path, 'not'], !inverted), path, inverted };
	const combiner = 'all' in condition ? 'all' : 'any';
	const inner = 'all' in condition ? condition.all : condition.any;
	const kind = (combiner === 'all') === inverted ? 'any' : 'all';
	const parts = inner.flatMap((part, index) => {
		const tree = toConditionTree(part, [...path, combiner, index], inverted);
		return tree.kind === kind ? tree.parts : [tree];
	});
	return { kind, path, inverted, parts };
}

/** The opposite of a condition. */
export function negate(tree: ConditionTree): ConditionTree {
	if (tree.kind === 'literal') return { ...tree, negated: !tree.negated, inverted: !tree.inverted };
	return { ...tree, kind: tree.kind === 'all' ? 'any' : 'all', inverted: !tree.inverted, parts: tree.parts.map(negate) };
}
