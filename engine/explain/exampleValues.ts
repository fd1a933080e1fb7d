import { DAY_MS } from '../scoring/dayMs';
import type { ConditionTree, Literal } from '../scoring/lint/ConditionTree';
import { toInstant } from '../scoring/values/toInstant';
import { toNumber } from '../scoring/values/toNumber';
import { exampleText } from './exampleText';

const MOST_LISTED = 5;
const MAX_INSTANT_MS = 8.64e15;
/** Stands for a value that is none of those named. */
const OTHER = 'other';

const atMoment = (ms: number): string[] => (Math.abs(ms) <= MAX_INSTANT_MS ? [new Date(ms).toISOString()] : []);

function valuesFor({ op, operand, negated }: Literal, now: number): unknown[] {
	if (negated) return [OTHER];
	const list: unknown[] = Array.isArray(operand) ? operand.slice(0, MOST_LISTED) : [operand];
	const number = toNumber(operand) ?? 0;
	const instant = toInstant(operand) ?? now;
	switch (op) {
		case 'exists':
			return ['known'];
		case 'matches':
			return [exampleText(String(operand))];
		case 'emailDomainIn':
			return list.map((domain) => `name@${String(domain)}`);
		case 'greaterThan':
			return [number + 1];
		case 'lessThan':
			return [number - 1];
		case 'before':
			return atMoment(instant - DAY_MS);
		case 'after':
			return atMoment(instant + DAY_MS);
		case 'withinLastDays':
			return atMoment(now);
		case 'olderThanDays':
			return atMoment(now - (number + 1) * DAY_MS);
		default:
			return list;
	}
}

/** By field, values with which a condition may hold at `now` (epoch ms): guesses, to be tried. */
export function exampleValues(tree: ConditionTree, now: number): Map<string, unknown[]> {
	const byField = new Map<string, unknown[]>();
	const collect = (part: ConditionTree): void => {
		if (part.kind !== 'literal') {
			part.parts.forEach(collect);
			return;
		}
		const known = byField.get(part.field) ?? [];
		const fresh = valuesFor(part, now).filter((value) => !known.includes(value));
		byField.set(part.field, [...known, ...fresh]);
	};
	collect(tree);
	return byField;
}
