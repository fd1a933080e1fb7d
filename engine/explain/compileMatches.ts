import { compileCondition } from '../scoring/compileCondition';
import { DAY_MS } from '../scoring/dayMs';
import { isRecord } from '../scoring/isRecord';
import type { Activity } from '../scoring/Lead';
import type { ActivityRule } from '../scoring/Model';
import { toInstant } from '../scoring/values/toInstant';
import { toText } from '../scoring/values/toText';

/** The activities of a lead that a rule counts at `now` (epoch ms). */
export interface Matches {
	count: number;
	/** The latest of them and its time in epoch ms; absent if there is none. */
	latest?: { activity: Activity; at: number };
}

/** Compiles the search for the activities that a rule counts, whatever its points. */
export function compileMatches({ activity, where, withinDays }: Pick<ActivityRule, 'activity' | 'where' | 'withinDays'>): (activities: unknown, now: number) => Matches {
	const types = new Set([activity].flat().map(toText));
	const holds = where === undefined ? null : compileCondition(where);
	const withinMs = withinDays === undefined ? Infinity : withinDays * DAY_MS;
	return (activities, now) => {
		const matches: Matches = { count: 0 };
		if (!Array.isArray(activities)) return matches;
		for (const each of activities as unknown[]) {
			if (!isRecord(each) || !types.has(toText(each.type))) continue;
			const at = toInstant(each.at);
			if (at === null || at > now || now - at > withinMs) continue;
			if (holds !== null && !holds(each.properties, now)) continue;
			matches.count++;
			if (matches.latest === undefined || at > matches.latest.at) matches.latest = { activity: each, at };
		}
		return matches;
	};
}
