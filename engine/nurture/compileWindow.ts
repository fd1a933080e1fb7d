import { DAY_MS } from '../scoring/dayMs';
import { readPath } from '../scoring/readPath';
import { minuteOfDay } from './minuteOfDay';
import type { SendWindow } from './Campaign';
import { timeZone, type TimeZone } from './timeZone';
import { weekdays } from './weekdays';

interface Opening {
	from: number;
	to: number;
}

/** When messages may go out. */
export interface CompiledWindow {
	/** The zone whose clocks count for a lead. */
	zoneFor(attributes: unknown): TimeZone;
	/** The first moment, from `instant` (epoch ms) on, at which the window is open in a zone. */
	nextOpening(instant: number, zone: TimeZone): number;
}

const utc = timeZone('UTC')!;
const alwaysOpen: CompiledWindow = { zoneFor: () => utc, nextOpening: (instant) => instant };

/** Some ten years; more would only come from odd input. */
const MOST_DAYS = 4000;

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (day + 3) % 7;

/**
 * Compiles a send window that `parseCampaign` has accepted; none is open at any time. It is open whenever the clocks in
 * the zone show a time within it, on one of its days. So a window that begins while the clocks are put forward opens when
 * they have been, one that lies wholly in the skipped hour does not open that day, and a time shown twice counts twice.
 */
export function compileWindow(window: SendWindow | undefined): CompiledWindow {
	if (window === undefined) return alwaysOpen;
	const fromMs = minuteOfDay(window.from ?? '00:00')! * 60_000;
	const toMs = minuteOfDay(window.to ?? '24:00')! * 60_000;
	const days = new Set((window.days ?? weekdays).map((day) => weekdays.indexOf(day)));
	const skipped = new Set((window.skip ?? []).map((date) => Date.parse(date) / DAY_MS));
	const fallback = timeZone(window.timeZone)!;
	const readZone = window.timeZoneField === undefined ? () => undefined : readPath(window.timeZoneField);
	const isOpenOn = (localDay: number): boolean => days.has(weekdayOf(localDay)) && !skipped.has(localDay);
	const known = new Map<TimeZone, Map<number, Opening[]>>();

	/** When it is open within a UTC day. Clocks run evenly within a span, so opening times can be counted there. */
	const findOpenings = (day: number, zone: TimeZone): Opening[] =>
		zone.spansOf(day).flatMap((span) => {
			const openings: Opening[] = [];
			const lastDay = Math.floor((span.to - 1 + span.offset) / DAY_MS);
			for (let localDay = Math.floor((span.from + span.offset) / DAY_MS); localDay <= lastDay; localDay++) {
				const midnight = localDay * DAY_MS - span.offset;
				const from = Math.max(midnight + fromMs, span.from);
				const to = Math.min(midnight + toMs, span.to);
				if (from < to && isOpenOn(localDay)) openings.push({ from, to });
			}
			return openings;
		});

	const openingsOf = (day: number, zone: TimeZone): Opening[] => {
		let ofZone = known.get(zone);
		if (ofZone === undefined) known.set(zone, (ofZone = new Map()));
		const found = ofZone.get(day);
		if (found !== undefined) return found;
		const openings = findOpenings(day, zone);
		if (ofZone.size >= MOST_DAYS) ofZone.clear();
		ofZone.set(day, openings);
		return openings;
	};

	return {
		zoneFor: (attributes) => timeZone(readZone(attributes)) ?? fallback,
		nextOpening(instant, zone) {
			// Ends: the window has a day in every week, and only so many days are skipped.
			for (let day = Math.floor(instant / DAY_MS); ; day++) {
				for (const { from, to } of openingsOf(day, zone)) {
					if (instant < to) return Math.max(instant, from);
				}
			}
		},
	};
}
