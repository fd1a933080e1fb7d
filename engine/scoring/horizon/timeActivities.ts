import { toInstant } from '../values/toInstant';
import { toText } from '../values/toText';

/** An activity whose time has been read. */
export interface TimedActivity {
	/** Epoch ms. */
	at: number;
	/** Comparable text; `null` if it has none. */
	type: string | null;
	properties: unknown;
}

/** Reads a lead's activities once, past and future ones; those without a readable time are left out. */
export function timeActivities(activities: unknown): TimedActivity[] {
	if (!Array.isArray(activities)) return [];
	const timed: TimedActivity[] = [];
	for (const activity of activities as unknown[]) {
		if (typeof activity !== 'object' || activity === null) continue;
		const { at, type, properties } = activity as Record<string, unknown>;
		const instant = toInstant(at);
		if (instant !== null) timed.push({ at: instant, type: toText(type), properties });
	}
	return timed;
}
