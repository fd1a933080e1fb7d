import { DAY_MS } from './dayMs';
import { remember } from './remember';

const MINUTE_MS = 60_000;
const DATE_LENGTH = '2026-12-31T'.length;

const dateOf = remember((day: number): string => new Date(day * DAY_MS).toISOString().slice(0, DATE_LENGTH));
/** `HH:mm:`, by the minute of the day. */
const minutes = Array.from({ length: DAY_MS / MINUTE_MS }, (_, minute) => new Date(minute * MINUTE_MS).toISOString().slice(DATE_LENGTH, -'00.000Z'.length));
/** `ss.`, by the second of the minute. */
const seconds = Array.from({ length: 60 }, (_, second) => `${String(second).padStart(2, '0')}.`);
/** `SSSZ`, by the millisecond of the second. */
const milliseconds = Array.from({ length: 1000 }, (_, millisecond) => `${String(millisecond).padStart(3, '0')}Z`);

/** The end of the year 9999, the last one that is written with four digits. */
const LAST_PLAIN_MS = 253_402_300_800_000;

function write(instant: number): string {
	if (!(instant >= 0 && instant < LAST_PLAIN_MS)) return new Date(instant).toISOString();
	const day = Math.floor(instant / DAY_MS);
	const inDay = instant - day * DAY_MS;
	const minute = Math.floor(inDay / MINUTE_MS);
	const inMinute = inDay - minute * MINUTE_MS;
	const second = Math.floor(inMinute / 1000);
	return dateOf(day) + minutes[minute]! + seconds[second]! + milliseconds[inMinute - second * 1000]!;
}

let last = 0;
let lastText = write(last);

/** A moment in epoch ms (whole) as `Date.toISOString` writes it, in less time: leads of one run have most days in common, and often the moment. */
export function toIso(instant: number): string {
	if (instant === last) return lastText;
	lastText = write(instant);
	last = instant;
	return lastText;
}
