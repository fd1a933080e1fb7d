import type { IDataObject } from 'n8n-workflow';
import type { StoredAdjustment } from '../../../store';
import { toIso } from '../run/toIso';

/** Points that a person gave, as an item. `lead` is what the lead was named by. */
export function toAdjustmentJson(lead: string, { id, points, reason, by, from, until, createdAt }: StoredAdjustment): IDataObject {
	return { key: lead, adjustmentId: id, points, reason, by: by ?? null, from: toIso(from), until: toIso(until), createdAt: toIso(createdAt) };
}
