import type { Predicate } from './compileCondition';
import { isRecord } from './isRecord';
import { toInstant } from './values/toInstant';
import { toText } from './values/toText';

/** Which activities a rule counts, and how each is weighed. */
export interface TallyRequest {
	/** Types that count; `null` for any. */
	types: readonly string[] | null;
	where: Predicate | null;
	/** Only activities at most this old count. */
	withinMs: number;
	/** What one activity of this age (ms) adds to `sum`. */
	weigh: (ageMs: number) => number;
}

/** What was counted for one request on the lead at hand. */
export interface Tally {
	count: number;
	sum: number;
	/** The latest counted activity in epoch ms; -Infinity for none. */
	latestAt: number;
}

interface Counter extends Tally, TallyRequest {}

/** Types that come from outside are cached by their spelling, but not without bound. */
const MOST_SPELLINGS = 1000;

/**
 * Counts a lead's activities for many rules in one pass. `request` is called while a model is compiled and
 * gives the tally to read after each `count(activities, now)`, which returns how many activities it ignored
 * because their time cannot be read or lies after `now` (epoch ms).
 */
export function tallyActivities(): {
	request(request: TallyRequest): Tally;
	count(activities: unknown, now: number): number;
} {
	const counters: Counter[] = [];
	const ofAnyType: Counter[] = [];
	const byType = new Map<string, Counter[]>();
	const bySpelling = new Map<unknown, Counter[]>();

	/** Counters in model order, so that sums come out the same whatever the spelling. */
	const countersFor = (type: unknown): Counter[] => {
		const known = bySpelling.get(type);
		if (known) return known;
		const found = byType.get(toText(type) ?? '') ?? ofAnyType;
		if (typeof type === 'string' && bySpelling.size < MOST_SPELLINGS) bySpelling.set(type, found);
		return found;
	};

	return {
		request(request) {
			const counter: Counter = { ...request, count: 0, sum: 0, latestAt: -Infinity };
			counters.push(counter);
			const types = new Set((request.types ?? []).map((type) => toText(type) ?? ''));
			for (const type of types) {
				if (!byType.has(type)) byType.set(type, [...ofAnyType]);
			}
			for (const [type, list] of byType) {
				if (request.types === null || types.has(type)) list.push(counter);
			}
			if (request.types === null) ofAnyType.push(counter);
			return counter;
		},
		count(activities, now) {
			for (const counter of counters) {
				counter.count = 0;
				counter.sum = 0;
				counter.latestAt = -Infinity;
			}
			if (!Array.isArray(activities)) return 0;
			let ignored = 0;
			for (const activity of activities as unknown[]) {
				const at = isRecord(activity) ? toInstant(activity.at) : null;
				if (at === null || at > now) {
					ignored++;
					continue;
				}
				const { type, properties } = activity as Record<string, unknown>;
				const ageMs = now - at;
				for (const counter of countersFor(type)) {
					if (ageMs > counter.withinMs) continue;
					if (counter.where !== null && !counter.where(properties, now)) continue;
					counter.count++;
					counter.sum += counter.weigh(ageMs);
					if (at > counter.latestAt) counter.latestAt = at;
				}
			}
			return ignored;
		},
	};
}
