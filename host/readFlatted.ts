/**
 * Reads the form in which n8n's API hands out the data of an execution: a JSON list whose first entry is the value
 * and in which every string inside an object or array is the index of another entry (the `flatted` npm format).
 * The data of an execution refers to nothing above itself, so a plain tree comes out.
 */
export function readFlatted(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const resolve = (value: unknown): unknown => (typeof value === 'string' ? revive(entries[Number(value)]) : revive(value));
	const revive = (entry: unknown): unknown => {
		if (Array.isArray(entry)) return entry.map(resolve);
		if (typeof entry !== 'object' || entry === null) return entry;
		return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, resolve(value)]));
	};
	return revive(entries[0]);
}
