import { parseTimestamp } from './parseTimestamp';

const ISO =
	/^(\d{4}|[+-]\d{6})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?)?$/i;
const DIGITS = /^\d+$/;
/** The range of an ECMAScript time value. */
const MAX_INSTANT_MS = 8.64e15;

const inRange = (ms: number): number | null => (Math.abs(ms) <= MAX_INSTANT_MS ? ms : null);

const offsetMs = (offset: string | undefined): number | null => {
	if (offset === undefined || offset === 'Z' || offset === 'z') return 0;
	const hours = Number(offset.slice(1, 3));
	const minutes = Number(offset.slice(-2)) * (offset.length > 3 ? 1 : 0);
	if (hours > 23 || minutes > 59) return null;
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
};

function parseIso(text: string): number | null {
	const match = ISO.exec(text);
	if (!match) return null;
	const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
	const offset = offsetMs(zone);
	if (offset === null || Number(minute) > 59 || Number(second) > 59) return null;
	const clock = Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000 + Math.floor(Number(`0.${fraction || 0}`) * 1000);
	if (clock > 86_400_000) return null;
	const date = new Date(0);
	date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	// A day that the month does not have would roll over into the next month.
	if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
	return inRange(date.getTime() + clock - offset);
}

/**
 * A moment in epoch milliseconds: from ISO 8601 (a missing offset means UTC), from epoch milliseconds as
 * a number or a digit string, or from a `Date`. `null` for anything else.
 */
export function toInstant(value: unknown): number | null {
	if (typeof value === 'number') return value >= -MAX_INSTANT_MS && value <= MAX_INSTANT_MS ? value : null;
	if (typeof value === 'string') {
		const timestamp = parseTimestamp(value);
		if (timestamp !== null) return timestamp;
		const text = value.trim();
		return DIGITS.test(text) ? inRange(Number(text)) : parseIso(text);
	}
	return value instanceof Date && !Number.isNaN(value.getTime()) ? value.getTime() : null;
}
