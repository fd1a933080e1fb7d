/** A lead's fields, and when (epoch ms) each was last set. */
export interface Attributes {
	values: Record<string, unknown>;
	times: Record<string, number>;
}

/**
 * Lays two sets of fields over each other: of each field the newer value stays, and of two that are equally new always
 * the same one, so the order of merging does not matter. Fields set to `null` stay known as emptied.
 */
export function mergeAttributes(a: Attributes, b: Attributes): Attributes {
	const values = new Map<string, unknown>(Object.entries(a.values));
	const times = new Map(Object.entries(a.times));
	for (const [field, value] of Object.entries(b.values)) {
		const time = b.times[field] ?? 0;
		const known = times.get(field);
		const isNewer = known === undefined || time > known;
		if (isNewer || (time === known && JSON.stringify(value) > JSON.stringify(values.get(field)))) {
			values.set(field, value);
			times.set(field, time);
		}
	}
	// `fromEntries` defines fields, so one named `__proto__` stays an ordinary field.
	return { values: Object.fromEntries(values), times: Object.fromEntries(times) };
}
