import { isFieldPath } from './isFieldPath';

const SEGMENT = /[^.[\]]+/g;

const readOwn = (value: unknown, key: string): unknown =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, key)
		? (value as Record<string, unknown>)[key]
		: undefined;

/**
 * Compiles a field path, e.g. `company.employees` or `tags[0]`, into a reader that gives the value there,
 * or `undefined`. Own properties only, so `__proto__`, `constructor` and other inherited names never
 * resolve. The reader never throws; a path that is none (see `isFieldPath`) reads nothing.
 */
export function readPath(path: string): (value: unknown) => unknown {
	if (!isFieldPath(path)) return () => undefined;
	const keys = path.match(SEGMENT) ?? [];
	const [only] = keys;
	if (keys.length === 1 && only !== undefined) return (value) => readOwn(value, only);
	return (value) => {
		let current = value;
		for (const key of keys) current = readOwn(current, key);
		return current;
	};
}
