import type { Operator } from '../Model';
import type { ValueSet } from './ValueSet';

export type PositiveOperator = Exclude<
	Operator,
	'notExists' | 'notEquals' | 'notIn' | 'notContains' | 'notMatches' | 'emailDomainNotIn'
>;

/** Where in the model a node comes from. */
interface Origin {
	path: readonly PropertyKey[];
	/** Whether the condition at `path` says the opposite of the node. */
	inverted: boolean;
}

/** A field's value (for a list: one of its elements) is in the set; or, negated, it is not. */
export interface Literal extends Origin {
	kind: 'literal';
	field: string;
	op: PositiveOperator;
	/** The operator's value as the model has it, and where. */
	operand: unknown;
	operandPath: readonly PropertyKey[];
	accepts: ValueSet;
	negated: boolean;
}

export interface Branch extends Origin {
	kind: 'all' | 'any';
	/** None of the branch's own kind, and none that is a negation. */
	parts: ConditionTree[];
}

/** A condition with its negations pushed down to the fields, and like branches merged. */
export type ConditionTree = Literal | Branch;
