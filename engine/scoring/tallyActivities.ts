import type { Predicate } from './compileCondition';
import { shareLeft, type Fading } from './shareLeft';
import { toInstant } from './values/toInstant';
import { toText } from './values/toText';

/** Which activities a rule counts, and what each adds to `sum`. */
export interface TallyRequest {
	/** Types that count; `null` for any. */
	types: readonly string[] | null;
	where: Predicate | null;
	/** Only activities at most this old count. */
	withinMs: number;
	/** Points that one activity adds to `sum` before fading; 0 where only count and latest matter. */
	points: number;
	fading: Fading;
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

/** Counts a lead's activities for many rules in one pass. */
export interface Tallies {
	/** Asks for a count, while a model is compiled; the tally is to be read after each `count`. */
	request(request: TallyRequest): Tally;
	/**
	 * Counts at `now` (epoch ms). Returns how many activities were ignored because their time cannot be read
	 * or lies after `now`.
	 */
	count(activities: unknown, now: number): number;
}

/** Adds one activity to a counter. */
function countOne(counter: Counter, at: number, ageMs: number, properties: unknown, now: number): void {
	if (ageMs > counter.withinMs) return;
	if (counter.where !== null && !counter.where(properties, now)) return;
	counter.count++;
	if (at > counter.latestAt) counter.latestAt = at;
	const { points } = counter;
	if (points !== 0) counter.sum += counter.fading.kind === 'none' ? points : points * shareLeft(counter.fading, ageMs);
}

/** Makes the tallies of a model. */
export function tallyActivities(): Tallies {
	const counters: Counter[] = [];
	const ofAnyType: Counter[] = [];
	const byType = new Map<string, Counter[]>();
	const bySpelling = new Map<unknown, Counter[]>();

	const countersFor = (type: unknown): Counter[] => {
		const known = bySpelling.get(type);
		if (known !== undefined) return known;
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
				const at = typeof activity === 'object' && activity !== null ? toInstant((activity as Record<string, unknown>).at) : null;
				if (at === null || at > now) {
					ignored++;
					continue;
				}
				const { type, properties } = activity as Record<string, unknown>;
				const interested = countersFor(type);
				for (let index = 0; index < interested.length; index++) countOne(interested[index]!, at, now - at, properties, now);
			}
			return ignored;
		},
	};
}
