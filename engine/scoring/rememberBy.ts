import type { Memo } from './Memo';

/** Keeps what a pure function gave for a record in `memo`, by a key of the record. */
export function rememberBy<Value extends string | number | boolean>(
	memo: Memo<Value>,
	keyOf: (record: unknown) => unknown,
	find: (record: unknown, now: number) => Value,
): (record: unknown, now: number) => Value {
	return (record, now) => {
		const key = keyOf(record);
		const known = memo.get(key);
		if (known !== undefined) return known;
		const value = find(record, now);
		memo.set(key, value);
		return value;
	};
}
