import { DAY_MS } from '../dayMs';
import type { Condition } from '../Model';
import { readPath } from '../readPath';
import { toInstant } from '../values/toInstant';
import { toNumber } from '../values/toNumber';

type RecordMoments = (record: unknown, add: (moment: number) => void) => void;

/**
 * Compiles the moments at which a condition on a record can turn: those of its dates whose age is looked at.
 * `null` for a condition that no passing of time changes.
 */
export function conditionMoments(condition: Condition): RecordMoments | null {
	if ('all' in condition || 'any' in condition) {
		const parts = ('all' in condition ? condition.all : condition.any).map(conditionMoments).filter((part) => part !== null);
		if (parts.length === 0) return null;
		return (record, add) => parts.forEach((part) => part(record, add));
	}
	if ('not' in condition) return conditionMoments(condition.not);
	if (condition.op !== 'withinLastDays' && condition.op !== 'olderThanDays') return null;
	const read = readPath(condition.field);
	const ageMs = (toNumber(condition.value) ?? NaN) * DAY_MS;
	return (record, add) => {
		const value = read(record);
		for (const element of Array.isArray(value) ? (value as unknown[]) : [value]) {
			const at = toInstant(element);
			if (at === null) continue;
			add(at);
			add(at + ageMs);
		}
	};
}
