import type { Lead } from '../scoring/Lead';
import { leadKey } from './leadKey';

/** Gives a lead of a CRM its key and, where its e-mail address is the key, its id in that CRM as an alias. */
export function identifyLead(lead: Lead, email: unknown, source: string, id: unknown): void {
	const key = leadKey(email, source, id);
	if (key === undefined) return;
	lead.key = key;
	const alias = leadKey(undefined, source, id);
	if (alias !== undefined && alias !== key) lead.aliases = [alias];
}
