import type { Predicate } from './compileCondition';
import { Memo } from './Memo';
import { shareLeft, type Fading } from './shareLeft';
import { toInstant } from './values/toInstant';
import { toText } from './values/toText';

/** Which activities a rule counts, and what each adds to `sum`. */
export interface TallyRequest {
	/** Types that count; `null` for any. */
	types: readonly string[] | null;
	where: Predicate | null;
	/** Whether `where` may hold of the same properties at one time and not at another. */
	whereTurns?: boolean;
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
	/**
	 * Where matches are kept: the times (epoch ms), in the lead's order, of those that age or are yet to come, and the
	 * properties of those that `where` may come to hold of. Only the first `kept` of each are this lead's.
	 */
	kept: number;
	readonly times: number[];
	readonly properties: unknown[];
	/** Counts the same lead's activities at a later time (epoch ms), where matches are kept. */
	recount(now: number): void;
}

interface Counter extends Tally, Required<TallyRequest> {
	/** Whether its matches count otherwise as time passes. */
	ages: boolean;
}

/** Whether a request asks for nothing but how many activities there are, and when the latest was. */
const countsAll = ({ types, where, withinMs, points }: TallyRequest): boolean => types === null && where === null && withinMs === Infinity && points === 0;

export interface TallyOptions {
	/** Whether to keep what `recount` needs. Default false. */
	keepMatches?: boolean;
}

/** Counts a lead's activities for many rules in one pass. */
export interface Tallies {
	/** Asks for a count, while a model is compiled; the tally is to be read after each `count`. */
	request(request: TallyRequest): Tally;
	/**
	 * Counts at `now` (epoch ms). Returns how many activities were ignored because their time cannot be read
	 * or lies after `now`.
	 */
	count(activities: unknown, now: number): number;
	/** Whether some of the lead's activities lie in the future. */
	hasLater(): boolean;
	/** Adds the times (epoch ms) of the matches after `now`. */
	addLater(now: number, add: (at: number) => void): void;
	/** How many matches are kept of the lead; Infinity where they were too many. */
	matchesKept(): number;
}

/** The beginning of ECMAScript's time, in epoch ms; no date lies before it. */
const FIRST_INSTANT_MS = -8.64e15;
/** A lead with more matches is out of the ordinary; they would take more memory than they are worth. */
const MOST_KEPT = 200_000;

function reset(counter: Counter): void {
	counter.count = 0;
	counter.sum = 0;
	counter.latestAt = -Infinity;
}

function add(counter: Counter, at: number, ageMs: number): void {
	counter.count++;
	if (at > counter.latestAt) counter.latestAt = at;
	const { points } = counter;
	if (points !== 0) counter.sum += points * shareLeft(counter.fading, ageMs);
}

/** Makes the tallies of a model. */
export function tallyActivities({ keepMatches = false }: TallyOptions = {}): Tallies {
	const counters: Counter[] = [];
	/** Those that every activity counts for: the first pass over the activities finds what they ask for. */
	const ofAll: Counter[] = [];
	const ofAnyType: Counter[] = [];
	const byType = new Map<string, Counter[]>();
	/** By the types as they are spelt. */
	const bySpelling = new Memo<Counter[]>();
	let times = new Float64Array(0);
	let hasLater = false;
	let matchesKept = 0;

	const countersFor = (type: unknown): Counter[] => {
		const found = byType.get(toText(type) ?? '') ?? ofAnyType;
		bySpelling.set(type, found);
		return found;
	};

	const keep = (counter: Counter, at: number, activity: unknown): void => {
		if (++matchesKept > MOST_KEPT) return;
		counter.times[counter.kept] = at;
		if (counter.whereTurns) counter.properties[counter.kept] = (activity as Record<string, unknown>).properties;
		counter.kept++;
	};

	function count(activities: readonly unknown[], now: number, keepAll: boolean): number {
		for (let index = 0; index < counters.length; index++) {
			reset(counters[index]!);
			counters[index]!.kept = 0;
		}
		matchesKept = 0;
		hasLater = false;
		let ignored = 0;
		let latestAt = -Infinity;
		if (times.length < activities.length) times = new Float64Array(activities.length * 2);
		for (let index = 0; index < activities.length; index++) {
			const activity = activities[index];
			const given = typeof activity === 'object' && activity !== null ? (activity as Record<string, unknown>).at : null;
			const at = typeof given === 'number' ? given : (toInstant(given) ?? NaN);
			times[index] = at;
			if (!(at >= FIRST_INSTANT_MS && at <= now)) {
				ignored++;
				if (at > now) hasLater = true;
			} else if (at > latestAt) latestAt = at;
		}
		for (let each = 0; each < ofAll.length; each++) {
			const counter = ofAll[each]!;
			counter.count = activities.length - ignored;
			counter.latestAt = latestAt;
			for (let index = 0; keepAll && index < activities.length; index++) if (times[index]! >= FIRST_INSTANT_MS) keep(counter, times[index]!, undefined);
		}
		for (let index = 0; index < activities.length; index++) {
			const activity = activities[index];
			const at = times[index]!;
			if (!(at >= FIRST_INSTANT_MS && (at <= now || keepAll))) continue;
			const { type } = activity as Record<string, unknown>;
			const interested = bySpelling.get(type) ?? countersFor(type);
			const ageMs = now - at;
			for (let each = 0; each < interested.length; each++) {
				const counter = interested[each]!;
				if (ageMs > counter.withinMs) continue;
				const { where } = counter;
				const holds = where === null || where((activity as Record<string, unknown>).properties, now);
				if (holds && ageMs >= 0) add(counter, at, ageMs);
				if (keepMatches && (keepAll || counter.ages) && (holds || counter.whereTurns)) keep(counter, at, activity);
			}
		}
		return ignored;
	}

	function recount(counter: Counter, now: number): void {
		if (!counter.ages && !hasLater) return;
		reset(counter);
		const { kept, times, properties, where, whereTurns, withinMs } = counter;
		for (let each = 0; each < kept; each++) {
			const at = times[each]!;
			const ageMs = now - at;
			if (ageMs < 0 || ageMs > withinMs || (whereTurns && where !== null && !where(properties[each], now))) continue;
			add(counter, at, ageMs);
		}
	}

	return {
		request(request) {
			const { whereTurns = false, withinMs, fading } = request;
			const ages = whereTurns || withinMs < Infinity || fading.kind !== 'none';
			const counter: Counter = { ...request, whereTurns, ages, count: 0, sum: 0, latestAt: -Infinity, kept: 0, times: [], properties: [], recount: (now) => recount(counter, now) };
			counters.push(counter);
			if (countsAll(request)) {
				ofAll.push(counter);
				return counter;
			}
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
			const list: readonly unknown[] = Array.isArray(activities) ? activities : [];
			const ignored = count(list, now, false);
			// What has yet to come may count for rules that would otherwise stay as they are.
			return hasLater && keepMatches ? count(list, now, true) : ignored;
		},
		hasLater: () => hasLater,
		addLater(now, add) {
			for (const { kept, times } of counters) for (let index = 0; index < kept; index++) if (times[index]! > now) add(times[index]!);
		},
		matchesKept: () => (matchesKept > MOST_KEPT ? Infinity : matchesKept),
	};
}
