/** Keeps a number within what is finite. */
export const bounded = (value: number): number =>
	value > Number.MAX_VALUE ? Number.MAX_VALUE : value < -Number.MAX_VALUE ? -Number.MAX_VALUE : value;
