/** 95% of a normal distribution lies within so many standard deviations of its middle. */
const Z = 1.959963984540054;

/** Bounds of a share, or of a difference of shares. */
export interface Interval {
	low: number;
	high: number;
}

/**
 * The 95% confidence interval of a proportion, the Wilson score interval without continuity correction; `of` above 0.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209–212;
 * method 3 in R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), 857–872.
 */
export function wilsonInterval(count: number, of: number): Interval {
	const share = count / of;
	const square = (Z * Z) / of;
	const middle = share + square / 2;
	const reach = Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
	// The formula gives exactly 0 and 1 at the ends, but for rounding.
	return {
		low: count === 0 ? 0 : (middle - reach) / (1 + square),
		high: count === of ? 1 : (middle + reach) / (1 + square),
	};
}
