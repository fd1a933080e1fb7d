import { IANAZone } from 'luxon';
import { DAY_MS } from '../scoring/dayMs';
import { remember } from '../scoring/remember';

/** A stretch of time, [from, to) in epoch ms, in which a zone's clocks are `offset` ms ahead of UTC. */
export interface Span {
	from: number;
	to: number;
	offset: number;
}

/** The clocks of a time zone. */
export interface TimeZone {
	/** What a UTC day (counted from 1970-01-01) is made of: one span, or two where the clocks are changed. */
	spansOf(day: number): readonly Span[];
	/** How far the clocks are ahead of UTC at a moment (epoch ms), in ms. */
	offsetAt(instant: number): number;
}

/** Some ten years; more would only come from odd input. */
const MOST_DAYS = 4000;

/** When the clocks change within (from, to], to the ms. */
function findChange(offsetAt: (instant: number) => number, from: number, to: number): number {
	const before = offsetAt(from);
	let [low, high] = [from, to];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (offsetAt(middle) === before) low = middle;
		else high = middle;
	}
	return high;
}

/** Asking for an offset is slow, and most days have one alone: it is asked for once a day and zone. */
function makeZone(name: string): TimeZone {
	const zone = new IANAZone(name);
	const offsetMs = (instant: number): number => zone.offset(instant) * 60_000;
	const days = new Map<number, readonly Span[]>();

	const spansOf = (day: number): readonly Span[] => {
		const known = days.get(day);
		if (known !== undefined) return known;
		const [from, to] = [day * DAY_MS, (day + 1) * DAY_MS];
		const [first, last] = [offsetMs(from), offsetMs(to)];
		const change = first === last ? to : findChange(offsetMs, from, to);
		const spans = [{ from, to: change, offset: first }];
		if (change < to) spans.push({ from: change, to, offset: last });
		if (days.size >= MOST_DAYS) days.clear();
		days.set(day, spans);
		return spans;
	};

	return {
		spansOf,
		offsetAt(instant) {
			const [first, second] = spansOf(Math.floor(instant / DAY_MS));
			return second !== undefined && instant >= second.from ? second.offset : first!.offset;
		},
	};
}

/** The one spelling of a zone's name (they come in any case, and zones have several names), or `null` if it is none. */
const canonicalName = remember((name: string): string | null => {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return null;
	}
});

const zones = new Map<string, TimeZone>();

/** The time zone of an IANA name, e.g. `Europe/Oslo`; `null` for anything else. */
export function timeZone(name: unknown): TimeZone | null {
	const canonical = typeof name === 'string' ? canonicalName(name.trim()) : null;
	if (canonical === null) return null;
	const known = zones.get(canonical);
	if (known !== undefined) return known;
	const zone = makeZone(canonical);
	zones.set(canonical, zone);
	return zone;
}
