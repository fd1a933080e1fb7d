import { Memo } from './Memo';

/** Keeps what a pure function gave, for plain values. */
export function remember<Argument, Value extends string | number | boolean | null>(find: (argument: Argument) => Value): (argument: Argument) => Value {
	const memo = new Memo<Value>();
	return (argument) => {
		const known = memo.get(argument);
		if (known !== undefined) return known;
		const value = find(argument);
		memo.set(argument, value);
		return value;
	};
}
