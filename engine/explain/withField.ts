import { isRecord } from '../scoring/isRecord';
import { readPath } from '../scoring/readPath';

const STEP = /\[(\d+)\]|([^.[\]]+)/g;

type Step = string | number;

/** A copy of `parent` with a value some steps below it; `undefined` where something else is in the way. */
function put(parent: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
	if (step === undefined) return value;
	const isList = Array.isArray(parent) || (parent === undefined && typeof step === 'number');
	if (isList) {
		const list: unknown[] = Array.isArray(parent) ? [...(parent as unknown[])] : [];
		const index = Number(step);
		if (!Number.isInteger(index) || index < 0 || index > list.length) return undefined;
		list[index] = put(list[index], rest, value);
		return list;
	}
	if (parent !== undefined && parent !== null && !isRecord(parent)) return undefined;
	const key = String(step);
	const inner = isRecord(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
	return { ...parent, [key]: put(inner ?? undefined, rest, value) };
}

/**
 * A copy of a record with another value in a field (`company.employees`, `tags[0]`); the record itself stays as it
 * is. `null` where the value cannot be put there, e.g. below a text.
 */
export function withField(record: unknown, path: string, value: unknown): Record<string, unknown> | null {
	const steps = [...path.matchAll(STEP)].map(([, index, name]): Step => (index === undefined ? (name ?? '') : Number(index)));
	const changed = put(isRecord(record) ? record : {}, steps, value);
	return isRecord(changed) && readPath(path)(changed) === value ? changed : null;
}
