import { isRecord } from './isRecord';
import { toInstant } from './values/toInstant';
import { toNumber } from './values/toNumber';

interface TimedPoints {
	points: number;
	from: number;
	until: number;
}

const bound = (value: unknown, open: number): number | null =>
	value === undefined || value === null ? open : toInstant(value);

/** Reads the points that people gave; an adjustment with an unreadable bound or points is void. */
export function readAdjustments(adjustments: unknown): TimedPoints[] {
	if (!Array.isArray(adjustments)) return [];
	const read: TimedPoints[] = [];
	for (const adjustment of adjustments as unknown[]) {
		if (!isRecord(adjustment)) continue;
		const points = toNumber(adjustment.points);
		const from = bound(adjustment.from, -Infinity);
		const until = bound(adjustment.until, Infinity);
		if (points !== null && from !== null && until !== null) read.push({ points, from, until });
	}
	return read;
}

/** The points of the adjustments that count at `now` (epoch ms): `from ≤ now < until`, a missing bound is open. */
export function sumAdjustments(adjustments: readonly TimedPoints[], now: number): number {
	let sum = 0;
	for (const { points, from, until } of adjustments) if (from <= now && now < until) sum += points;
	return sum;
}
