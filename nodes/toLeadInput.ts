import type { Lead } from '../engine';

/** What names a lead, and what the nodes of this package put on an item about it: none of it is an attribute. */
const NO_ATTRIBUTES = ['key', 'leadStore', 'leadScore', 'leadRoute'];

/**
 * What of a lead, as `readLead` gives it, the store keeps in its own record. The lead is not changed.
 *
 * @param leaveOut more fields that are no attributes, such as those with activities and adjustments
 * @returns `aliases`: its other identities; `attributes`: none for an item that only names its lead by `key`
 */
export function toLeadInput(lead: Lead, leaveOut: readonly string[]): { aliases: readonly string[]; attributes: Record<string, unknown> } {
	const left = new Set([...NO_ATTRIBUTES, ...leaveOut]);
	const fields = Object.entries(lead.attributes).filter(([field]) => !left.has(field));
	return { aliases: lead.aliases ?? [], attributes: Object.fromEntries(fields) };
}
