/** The least and the most that a sum of points can come to, whatever the lead; may be infinite. */
export interface Reach {
	low: number;
	high: number;
}

const ROUNDING = 1e-9;

/**
 * Adds up what parts can come to. Sums of fractions depend on their order, so bounds that are no whole numbers
 * are given that much leeway.
 */
export function addReaches(parts: readonly Reach[]): Reach {
	let low = 0;
	let high = 0;
	let leeway = 0;
	for (const part of parts) {
		low += part.low;
		high += part.high;
		for (const bound of [part.low, part.high]) {
			if (Number.isFinite(bound) && !Number.isInteger(bound)) leeway += Math.abs(bound);
		}
	}
	if (leeway > 0) leeway = ROUNDING * (leeway + (Number.isFinite(low) ? Math.abs(low) : 0) + (Number.isFinite(high) ? Math.abs(high) : 0));
	return { low: low - leeway, high: high + leeway };
}

/** What is left of a reach within limits. */
export const clampReach = ({ low, high }: Reach, { min = -Infinity, max = Infinity }: { min?: number; max?: number }): Reach => ({
	low: Math.min(Math.max(low, min), max),
	high: Math.min(Math.max(high, min), max),
});
