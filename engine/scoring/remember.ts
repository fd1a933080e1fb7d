/** Enough for what leads have in common, too little to matter for memory. */
const MOST = 2000;
const LONGEST = 200;

/**
 * Keeps what a pure function gave for an argument, for the first so many different ones. Only for plain values
 * that are short: leads come from outside, and are not to be held on to.
 */
export function remember<Argument, Value extends string | number | boolean | null>(find: (argument: Argument) => Value): (argument: Argument) => Value {
	const found = new Map<Argument, Value>();
	return (argument) => {
		const known = found.get(argument);
		if (known !== undefined) return known;
		const value = find(argument);
		const isShort = typeof argument === 'string' ? argument.length <= LONGEST : typeof argument !== 'object';
		if (isShort && found.size < MOST) found.set(argument, value);
		return value;
	};
}
