import type { ConditionTree, Literal } from './ConditionTree';
import { isSubset } from './valueSets';

/** Steps left to think; what is not settled within them counts as not known. */
export interface Budget {
	steps: number;
}

/**
 * Holds for lists as well: if one element is in the smaller set, that element is in the larger one. That two
 * sets exclude each other says nothing, since a list may have an element in each.
 */
function literalImplies(a: Literal, b: Literal): boolean {
	if (a.field !== b.field || a.negated !== b.negated) return false;
	return a.negated ? isSubset(b.accepts, a.accepts) : isSubset(a.accepts, b.accepts);
}

/** Whether `b` surely holds wherever `a` holds, whatever the lead and the time; `false` where it cannot be told. */
export function implies(a: ConditionTree, b: ConditionTree, budget: Budget): boolean {
	if (--budget.steps < 0) return false;
	if (a.kind === 'any') return a.parts.every((part) => implies(part, b, budget));
	if (b.kind === 'all') return b.parts.every((part) => implies(a, part, budget));
	if (a.kind === 'all' && a.parts.some((part) => implies(part, b, budget))) return true;
	if (b.kind === 'any') return b.parts.some((part) => implies(a, part, budget));
	return a.kind === 'literal' && b.kind === 'literal' && literalImplies(a, b);
}
