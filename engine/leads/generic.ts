import { isRecord } from '../scoring/isRecord';
import type { Lead } from '../scoring/Lead';
import type { LeadFormat } from './LeadFormat';
import { leadIdentity } from './leadIdentity';
import { leadKey } from './leadKey';

const LEAD_FIELDS = new Set(['key', 'attributes', 'activities', 'adjustments']);

/** Whether an item is a lead as the engine itself writes one, its attributes in a field of that name. */
const isEngineLead = (item: Record<string, unknown>): boolean =>
	isRecord(item.attributes) && Object.keys(item).every((field) => LEAD_FIELDS.has(field));

/** Flat fields: the item's own fields are the attributes, so the object is shared and not copied. */
export const generic: LeadFormat<'generic'> = {
	id: 'generic',
	name: 'Generic',
	looksLike: () => true,
	toLead(item) {
		const attributes = isEngineLead(item) && isRecord(item.attributes) ? item.attributes : item;
		const lead: Lead = { attributes };
		const key = leadKey(attributes.email, 'id', undefined) ?? leadIdentity(item.key) ?? leadIdentity(attributes.id);
		if (key !== undefined) lead.key = key;
		return { ok: true, lead };
	},
};
