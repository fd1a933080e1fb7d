import { DAY_MS } from '../scoring/dayMs';
import type { TimeZone } from './timeZone';

/**
 * The moment (epoch ms) so many days later when the clocks of the zone show the same time of day. Where they show it
 * twice, the first; where they skip it, the time of day is later by what they skip (02:30 becomes 03:30), as iCalendar
 * (RFC 5545, 3.3.5) has it.
 */
export function addDays(zone: TimeZone, instant: number, days: number): number {
	const before = zone.offsetAt(instant);
	const sameLength = instant + Math.round(days * DAY_MS);
	const after = zone.offsetAt(sameLength);
	if (after === before) return sameLength;
	const sameClock = sameLength + before - after;
	return zone.offsetAt(sameClock) === after ? sameClock : Math.max(sameClock, sameLength);
}
