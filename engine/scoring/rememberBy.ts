import { isRemembered } from './isRemembered';

/** Keeps what a pure function gave for a record, for the first so many different keys of records. */
export function rememberBy<Value extends string | number | boolean>(
	keyOf: (record: unknown) => unknown,
	find: (record: unknown, now: number) => Value,
): (record: unknown, now: number) => Value {
	const found = new Map<unknown, Value>();
	return (record, now) => {
		const key = keyOf(record);
		const known = found.get(key);
		if (known !== undefined) return known;
		const value = find(record, now);
		if (isRemembered(key, found.size)) found.set(key, value);
		return value;
	};
}
