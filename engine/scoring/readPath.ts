import { isFieldPath } from './isFieldPath';

const SEGMENT = /[^.[\]]+/g;

const plainPrototype = Object.getPrototypeOf({}) as object;

/** Compiles the reading of one own property. */
function readOwn(key: string): (value: unknown) => unknown {
	const isInherited = key in plainPrototype;
	return (value) => {
		if (typeof value !== 'object' || value === null) return undefined;
		const found = (value as Record<string, unknown>)[key];
		if (found === undefined) return undefined;
		// What a plain object gives under a name that its prototype lacks is its own; asking costs more than reading.
		if (!isInherited && Object.getPrototypeOf(value) === plainPrototype) return found;
		return Object.hasOwn(value, key) ? found : undefined;
	};
}

/** Compiles the reading of a field. */
export type ReaderOf = (path: string) => (record: unknown) => unknown;

/**
 * Compiles a field path, e.g. `company.employees` or `tags[0]`, into a reader that gives the value there,
 * or `undefined`. Own properties only, so `__proto__`, `constructor` and other inherited names never
 * resolve. The reader never throws; a path that is none (see `isFieldPath`) reads nothing.
 */
export function readPath(path: string): (value: unknown) => unknown {
	if (!isFieldPath(path)) return () => undefined;
	const readers = (path.match(SEGMENT) ?? []).map(readOwn);
	const [first, second] = readers;
	if (first !== undefined && readers.length === 1) return first;
	if (first !== undefined && second !== undefined && readers.length === 2) return (value) => second(first(value));
	return (value) => readers.reduce((current, read) => read(current), value);
}
