import { isRecord } from '../scoring/isRecord';
import type { Activity, Lead } from '../scoring/Lead';
import { generic } from './generic';
import type { LeadFormat, LeadRefusal } from './LeadFormat';
import { inMilliseconds } from './inMilliseconds';
import { leadFormats, type LeadFormatChoice, type LeadFormatId } from './leadFormats';
import { readAdjustments } from './readAdjustments';
import { readList } from './readList';
import { refuseCall } from './refuseCall';
import { refuseList } from './refuseList';
import { refuseNonLead } from './refuseNonLead';

export interface ReadLeadOptions {
	format: LeadFormatChoice;
	/** Field (name or path) with the lead's activities: a list, or the JSON text of one. */
	activitiesField: string;
	/** Field (name or path) with points that a person gave: a list, or the JSON text of one. */
	adjustmentsField: string;
}

export type LeadReading = { ok: true; lead: Lead; format: LeadFormatId } | LeadRefusal;

const formats: ReadonlyArray<LeadFormat<LeadFormatId>> = leadFormats;

/**
 * Reads an item as a lead. The item is not changed, and with the generic format the lead shares its
 * objects. Never throws: an item that is no lead, or one whose activities or adjustments cannot be read, comes
 * back as a refusal that says why and what to do.
 */
export function readLead(item: unknown, options: ReadLeadOptions): LeadReading {
	if (!isRecord(item)) {
		return {
			ok: false,
			message: `A lead must be an object with fields, but this item is ${Array.isArray(item) ? 'a list' : String(item)}`,
			remedy: 'Give every lead an item of its own, its fields by name.',
		};
	}
	const { activitiesField, adjustmentsField } = options;
	const refusal = refuseNonLead(item, [activitiesField, adjustmentsField]);
	if (refusal) return refusal;
	// Who chooses a format themselves may mean the call, and name fields such as body.email in rules.
	const call = options.format === 'autoDetect' ? refuseCall(item) : null;
	if (call) return call;

	const format = formats.find(({ id, looksLike }) => (options.format === 'autoDetect' ? looksLike(item) : id === options.format));
	if (!format) {
		return {
			ok: false,
			message: `There is no lead format '${String(options.format)}'`,
			remedy: `Set 'Lead Format' to one of: autoDetect, ${formats.map(({ id }) => id).join(', ')}.`,
		};
	}
	// One format knows an API's answer with a list of one lead; to all others a list is no lead.
	const isKnown = format !== generic && (options.format === 'autoDetect' || format.looksLike(item));
	const listed = isKnown ? null : refuseList(item);
	if (listed) return listed;

	const reading = format.toLead(item);
	if (!reading.ok) return reading;
	const { lead } = reading;

	const activities = readList(item, activitiesField);
	if (!activities.ok) return activities;
	// Proven activities would count twice beside recorded ones, so they are only for items without any record.
	const list: Activity[] | undefined = activities.list ?? format.provenActivities?.(lead.attributes);
	if (list) lead.activities = inMilliseconds(list);

	const given = readAdjustments(item, adjustmentsField);
	if (!given.ok) return given;
	if (given.adjustments) lead.adjustments = given.adjustments;
	return { ok: true, lead, format: format.id };
}
