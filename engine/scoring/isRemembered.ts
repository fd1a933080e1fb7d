/** Enough for what leads have in common, too little to matter for memory. */
const MOST = 1000;
const LONGEST = 200;

/**
 * Whether what came of a value is to be remembered beside `count` others. Only short plain values: leads come from
 * outside, and are not to be held on to.
 */
export const isRemembered = (value: unknown, count: number): boolean =>
	count < MOST && (typeof value === 'string' ? value.length <= LONGEST : typeof value !== 'object');
