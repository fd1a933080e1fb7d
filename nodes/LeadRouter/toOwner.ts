import { toNumber } from '../../engine';
import { toFieldPath } from '../toFieldPath';

interface TerritoryRow {
	field?: unknown;
	op?: unknown;
	value?: unknown;
}

/** A row of the panel's 'Owners'. */
export interface OwnerRow {
	name?: unknown;
	email?: unknown;
	weight?: unknown;
	territory?: { conditions?: TerritoryRow[] };
}

const LIST_OPERATORS = new Set<unknown>(['in', 'notIn', 'emailDomainIn']);

/** The values between the commas; a blank text is nothing, which the routing's check then reports. */
function toOperand(op: unknown, value: unknown): unknown {
	if (typeof value !== 'string') return LIST_OPERATORS.has(op) && !Array.isArray(value) ? [value] : value;
	const parts = LIST_OPERATORS.has(op) ? value.split(',') : [value];
	const filled = parts.map((part) => part.trim()).filter((part) => part !== '');
	if (filled.length === 0) return undefined;
	return LIST_OPERATORS.has(op) ? filled : filled[0];
}

/** An owner as `parseRouting` checks it. */
export function toOwner({ name, email, weight = 1, territory }: OwnerRow): Record<string, unknown> {
	const conditions = (territory?.conditions ?? []).map(({ field, op = 'in', value }) => ({
		field: typeof field === 'string' ? toFieldPath(field) : field,
		op,
		value: toOperand(op, value),
	}));
	const owner = { name, email, weight: toNumber(weight) ?? weight };
	return conditions.length === 0 ? owner : { ...owner, territory: { all: conditions } };
}
