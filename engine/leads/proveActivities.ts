import type { Activity } from '../scoring/Lead';
import { hasValue } from '../scoring/values/hasValue';
import { toInstant } from '../scoring/values/toInstant';

/** A field in which a source keeps the moment of something that the lead did. */
export interface Evidence {
	type: string;
	/** The field that holds the moment. */
	at: string;
	/** Field names by the activity property that each fills. */
	properties?: Readonly<Record<string, string>>;
	/** A field without which the moment says something else. */
	needs?: string;
}

function toActivity(source: string, record: Record<string, unknown>, evidence: Evidence): Activity | null {
	const at = toInstant(record[evidence.at]);
	if (at === null || at <= 0) return null;
	if (evidence.needs !== undefined && !hasValue(record[evidence.needs])) return null;
	const properties: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(evidence.properties ?? {})) {
		if (hasValue(record[field])) properties[name] = record[field];
	}
	return { id: `${source}:${evidence.type}:${String(at)}`, type: evidence.type, at, properties };
}

/**
 * The activities that a source's records prove. One event that several fields tell is one activity, told by the
 * first of them.
 */
export function proveActivities(
	source: string,
	found: ReadonlyArray<readonly [record: Record<string, unknown>, evidence: Evidence]>,
): Activity[] {
	const byId = new Map<string, Activity>();
	for (const [record, evidence] of found) {
		const activity = toActivity(source, record, evidence);
		if (activity?.id !== undefined && !byId.has(activity.id)) byId.set(activity.id, activity);
	}
	return [...byId.values()];
}
