import { isRecord } from './isRecord';
import { toInstant } from './values/toInstant';
import { toNumber } from './values/toNumber';

const bound = (value: unknown, open: number): number | null =>
	value === undefined || value === null ? open : toInstant(value);

/**
 * The points that people gave and that count at `now` (epoch ms): `from ≤ now < until`, a missing bound is
 * open. An adjustment with an unreadable bound or points is void.
 */
export function sumAdjustments(adjustments: unknown, now: number): number {
	if (!Array.isArray(adjustments)) return 0;
	let sum = 0;
	for (const adjustment of adjustments as unknown[]) {
		if (!isRecord(adjustment)) continue;
		const from = bound(adjustment.from, -Infinity);
		const until = bound(adjustment.until, Infinity);
		if (from === null || until === null || from > now || now >= until) continue;
		sum += toNumber(adjustment.points) ?? 0;
	}
	return sum;
}
