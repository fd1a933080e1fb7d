import { isVisitor } from './isVisitor';

export interface Alias {
	alias: string;
	createdAt: number;
}

const rank = (alias: string): number => (isVisitor(alias) ? 2 : alias.includes('@') && !alias.includes(':') ? 0 : 1);

/**
 * The identity a lead is known by: an e-mail address before an id of a CRM before an anonymous visitor; among equals the
 * one seen first. Depends on nothing but the set, so leads may be merged in any order.
 */
export function chooseKey(aliases: readonly Alias[]): string {
	const [first] = [...aliases].sort(
		(a, b) => rank(a.alias) - rank(b.alias) || a.createdAt - b.createdAt || (a.alias < b.alias ? -1 : 1),
	);
	if (!first) throw new Error('A lead has at least one identity');
	return first.alias;
}
