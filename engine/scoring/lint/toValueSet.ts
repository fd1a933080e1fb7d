import type { Scalar } from '../Model';
import { toInstant } from '../values/toInstant';
import { toNumber } from '../values/toNumber';
import { toText } from '../values/toText';
import type { PositiveOperator } from './ConditionTree';
import { listValues } from './listValues';
import type { Interval, ValueSet } from './ValueSet';

interface Bounds {
	low?: number;
	high?: number;
	lowOpen?: boolean;
	highOpen?: boolean;
}

const interval = (of: Interval['of'], { low = -Infinity, high = Infinity, lowOpen = false, highOpen = false }: Bounds): Interval => ({
	kind: 'interval',
	of,
	low,
	high,
	lowOpen,
	highOpen,
});

const text = (place: 'anywhere' | 'start' | 'end', operand: unknown): ValueSet => ({ kind: 'text', place, text: toText(operand) ?? '' });

/** The single values that an operator accepts, given its operand as `parseModel` accepts it. */
export function toValueSet(op: PositiveOperator, operand: Scalar | Scalar[] | undefined): ValueSet {
	const list = Array.isArray(operand) ? operand : operand === undefined ? [] : [operand];
	const [first, second] = list;
	const number = toNumber(first) ?? NaN;
	const instant = toInstant(first) ?? NaN;
	switch (op) {
		case 'exists':
			return { kind: 'present' };
		case 'equals':
		case 'in':
			return listValues(list);
		case 'contains':
			return text('anywhere', first);
		case 'startsWith':
			return text('start', first);
		case 'endsWith':
			return text('end', first);
		case 'matches':
			return { kind: 'pattern', pattern: String(first) };
		case 'greaterThan':
			return interval('number', { low: number, lowOpen: true });
		case 'atLeast':
			return interval('number', { low: number });
		case 'lessThan':
			return interval('number', { high: number, highOpen: true });
		case 'atMost':
			return interval('number', { high: number });
		case 'between':
			return interval('number', { low: number, high: toNumber(second) ?? NaN });
		case 'before':
			return interval('date', { high: instant, highOpen: true });
		case 'after':
			return interval('date', { low: instant, lowOpen: true });
		case 'withinLastDays':
			return interval('age', { low: 0, high: number });
		case 'olderThanDays':
			return interval('age', { low: number, lowOpen: true });
		case 'emailDomainIn':
			// What follows an address's last "@" has no "@" in it.
			return { kind: 'domains', domains: list.map((domain) => toText(domain) ?? '').filter((domain) => !domain.includes('@')) };
	}
}
