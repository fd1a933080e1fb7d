import { hasValue } from '../scoring/values/hasValue';

/**
 * Where an attribute comes from: the source's field names, the first with a value being taken, and (if
 * given) how its value is read.
 */
export type FieldMapping = readonly [
	attribute: string,
	fields: readonly string[],
	read?: (value: unknown) => unknown,
];

/**
 * Gives `attributes` the names that models use, next to the source's own. An attribute that already has a
 * value under such a name keeps it: somebody put it there on purpose.
 */
export function addMapped(attributes: Record<string, unknown>, mappings: readonly FieldMapping[]): void {
	for (const [attribute, fields, read] of mappings) {
		if (hasValue(attributes[attribute])) continue;
		const field = fields.find((name) => hasValue(attributes[name]));
		if (field === undefined) continue;
		const value = attributes[field];
		attributes[attribute] = read ? read(value) : value;
	}
}
