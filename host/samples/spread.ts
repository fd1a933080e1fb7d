/** A number of moments for the shorthand, evenly spread between two ages in days, both included. */
export const spread = (count: number, from: number, to: number): string =>
	Array.from({ length: count }, (_, index) => (from + ((to - from) * index) / (count - 1)).toFixed(2)).join(' ');
