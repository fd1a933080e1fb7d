import { describeTypes } from './describeTypes';

/** Words that are no nouns to count: `unsubscribed`, `browsing`. */
const NOT_COUNTED = /(?:ed|ing|[^a-z])$/;

function pluralOf(name: string): string {
	if (/(?:s|x|z|ch|sh)$/.test(name)) return `${name}es`;
	return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** So many activities of some types: `1 page view`, `3 email replies or phone calls`, `3 × unsubscribed`. */
export function describeCount(types: readonly string[], count: number): string {
	const names = types.map((type) => describeTypes([type]));
	if (count === 1) return `1 ${names.join(' or ')}`;
	return names.some((name) => NOT_COUNTED.test(name)) ? `${count} × ${names.join(' or ')}` : `${count} ${names.map(pluralOf).join(' or ')}`;
}
