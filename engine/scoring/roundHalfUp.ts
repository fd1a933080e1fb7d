/** `⌊x·10^d + 0.5⌋ / 10^d`; numbers too large to have such decimals stay as they are. */
export function roundHalfUp(value: number, decimals: number): number {
	const factor = 10 ** decimals;
	const scaled = value * factor;
	return Math.abs(scaled) > Number.MAX_SAFE_INTEGER ? value : Math.floor(scaled + 0.5) / factor;
}
