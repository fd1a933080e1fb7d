/** A value, and when (epoch ms) it was given. */
export interface Field {
	value: unknown;
	at: number;
}

/** Fields by name; one that was emptied is kept as `null`, so that an older value does not come back. */
export type Fields = Map<string, Field>;

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The newer of two; of two that are equally new always the same one, so the order of merging does not matter. */
export function newerOf(a: Field, b: Field): Field {
	if (a.at !== b.at) return a.at > b.at ? a : b;
	return JSON.stringify(a.value) >= JSON.stringify(b.value) ? a : b;
}

/** @param values and `times` as `writeFields` gave them */
export function readFields(values: string, times: string): Fields {
	const at = JSON.parse(times) as Record<string, number>;
	return new Map(Object.entries(JSON.parse(values) as Record<string, unknown>).map(([name, value]) => [name, { value, at: at[name] ?? 0 }]));
}

/** As two texts, so that the values can be read alone. `fromEntries` defines fields: one named `__proto__` stays an ordinary field. */
export const writeFields = (fields: Fields): { values: string; times: string } => ({
	values: JSON.stringify(Object.fromEntries([...fields].map(([name, { value }]) => [name, value]))),
	times: JSON.stringify(Object.fromEntries([...fields].map(([name, { at }]) => [name, at]))),
});
