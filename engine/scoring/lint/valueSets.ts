import { toBoolean } from '../values/toBoolean';
import type { Interval, ValueList, ValueSet } from './ValueSet';

const isEmptyInterval = ({ low, high, lowOpen, highOpen }: Interval): boolean => low > high || (low === high && (lowOpen || highOpen));

const intersect = (a: Interval, b: Interval): Interval => {
	const low = Math.max(a.low, b.low);
	const high = Math.min(a.high, b.high);
	return {
		...a,
		low,
		high,
		lowOpen: (a.low === low && a.lowOpen) || (b.low === low && b.lowOpen),
		highOpen: (a.high === high && a.highOpen) || (b.high === high && b.highOpen),
	};
};

const covers = (outer: Interval, inner: Interval): boolean =>
	outer.of === inner.of &&
	(outer.low < inner.low || (outer.low === inner.low && (!outer.lowOpen || inner.lowOpen))) &&
	(outer.high > inner.high || (outer.high === inner.high && (!outer.highOpen || inner.highOpen)));

const contains = (interval: Interval, number: number): boolean =>
	interval.of === 'number' && covers(interval, { ...interval, low: number, high: number, lowOpen: false, highOpen: false });

const TEXTS_OF_TRUE = ['true', 'yes'];
const TEXTS_OF_FALSE = ['false', 'no'];

/** Whether a list accepts all that equals a boolean: it itself, or each of its spellings. */
const acceptsBoolean = ({ booleans, texts, numbers }: ValueList, boolean: boolean): boolean =>
	booleans.has(boolean) ||
	(numbers.has(boolean ? 1 : 0) && (boolean ? TEXTS_OF_TRUE : TEXTS_OF_FALSE).every((spelling) => texts.has(spelling)));

/** A text as `toText` gives it, and no number, tried on a set. */
function acceptsText(set: ValueSet, text: string): boolean {
	switch (set.kind) {
		case 'values': {
			const boolean = toBoolean(text);
			return set.texts.has(text) || (boolean !== null && set.booleans.has(boolean));
		}
		case 'text':
			if (set.place === 'start') return text.startsWith(set.text);
			return set.place === 'end' ? text.endsWith(set.text) : text.includes(set.text);
		case 'domains': {
			const domain = text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : null;
			return domain !== null && isWithin(domain, set.domains);
		}
		default:
			return false;
	}
}

const isWithin = (domain: string, domains: readonly string[]): boolean =>
	domains.some((listed) => domain === listed || domain.endsWith(`.${listed}`));

/** A number tried on a set; texts are not tried, since `250` and `"2.5e2"` are one number and two texts. */
const acceptsNumber = (set: ValueSet, number: number): boolean =>
	set.kind === 'values' ? set.numbers.has(number) : set.kind === 'interval' && contains(set, number);

function acceptsList(set: ValueSet, { numbers, texts, booleans }: ValueList): boolean {
	return (
		[...numbers].every((number) => acceptsNumber(set, number)) &&
		[...texts].every((text) => acceptsText(set, text)) &&
		[...booleans].every((boolean) => set.kind === 'values' && acceptsBoolean(set, boolean))
	);
}

/** Whether no value at all is in the set. */
export function isEmptySet(set: ValueSet): boolean {
	switch (set.kind) {
		case 'values':
			return set.numbers.size + set.texts.size + set.booleans.size === 0;
		case 'domains':
			return set.domains.length === 0;
		case 'interval':
			return isEmptyInterval(set);
		default:
			return false;
	}
}

/** Whether every value of `inner` is surely in `outer`; `false` where it cannot be told. */
export function isSubset(inner: ValueSet, outer: ValueSet): boolean {
	if (outer.kind === 'present') return true;
	switch (inner.kind) {
		case 'present':
			return false;
		case 'values':
			return acceptsList(outer, inner);
		case 'interval':
			return outer.kind === 'interval' && covers(outer, inner);
		case 'pattern':
			return outer.kind === 'pattern' && outer.pattern === inner.pattern;
		case 'domains':
			return outer.kind === 'domains' && inner.domains.every((domain) => isWithin(domain, outer.domains));
		case 'text':
			if (outer.kind !== 'text') return false;
			if (outer.place === 'anywhere') return inner.text.includes(outer.text);
			if (outer.place !== inner.place) return false;
			return outer.place === 'start' ? inner.text.startsWith(outer.text) : inner.text.endsWith(outer.text);
	}
}

/** Whether two sets of numbers, of dates or of ages surely have no value in common. */
export function areDisjointMeasures(a: ValueSet, b: ValueSet): boolean {
	if (a.kind === 'interval' && b.kind === 'interval') return a.of === b.of && isEmptyInterval(intersect(a, b));
	if (a.kind === 'interval' && b.kind === 'values') return areDisjointMeasures(b, a);
	if (a.kind !== 'values' || b.kind !== 'interval' || b.of !== 'number') return false;
	return a.texts.size + a.booleans.size === 0 && [...a.numbers].every((number) => !contains(b, number));
}
