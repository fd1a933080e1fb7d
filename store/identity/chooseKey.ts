import { isVisitor } from './isVisitor';

const rank = (alias: string): number => (isVisitor(alias) ? 2 : alias.includes('@') && !alias.includes(':') ? 0 : 1);

/**
 * The identity a lead is known by: an e-mail address before an id of a CRM before an anonymous visitor; among equals the
 * one seen first. Depends on nothing but the set, so leads may be merged in any order.
 *
 * @param aliases at least one, each with the moment it was first seen
 */
export function chooseKey(aliases: ReadonlyMap<string, number>): string {
	const [first] = [...aliases].sort(([a, seenA], [b, seenB]) => rank(a) - rank(b) || seenA - seenB || (a < b ? -1 : 1));
	if (!first) throw new Error('A lead has at least one identity');
	return first[0];
}
