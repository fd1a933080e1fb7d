import { isRemembered } from './isRemembered';

/** Keeps what a pure function gave for an argument, for the first so many different ones that are short plain values. */
export function remember<Argument, Value extends string | number | boolean | null>(find: (argument: Argument) => Value): (argument: Argument) => Value {
	const found = new Map<Argument, Value>();
	return (argument) => {
		const known = found.get(argument);
		if (known !== undefined) return known;
		const value = find(argument);
		if (isRemembered(argument, found.size)) found.set(argument, value);
		return value;
	};
}
