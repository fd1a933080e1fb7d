import { isRecord, leadIdentity, readLead } from '../../../engine';

/** The identity of the lead that an item holds, whatever it came from; `undefined` where it holds none that is known by anything. */
export function leadOfItem(json: unknown): string | undefined {
	// What an earlier Lead Store node has said goes first: an item's own id may be that of something else.
	const known = isRecord(json) && isRecord(json.leadStore) ? leadIdentity(json.leadStore.key) : undefined;
	if (known !== undefined) return known;
	const reading = readLead(json, { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' });
	return reading.ok ? reading.lead.key : undefined;
}
