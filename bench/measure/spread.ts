export interface Spread {
	median: number;
	min: number;
	max: number;
}

/** Median, least and greatest of some figures; of an even number of them the median is the mean of the middle two. */
export function spread(figures: readonly number[]): Spread {
	const sorted = figures.toSorted((a, b) => a - b);
	const at = (index: number): number => sorted[index] ?? NaN;
	const middle = (sorted.length - 1) / 2;
	return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, min: at(0), max: at(sorted.length - 1) };
}
