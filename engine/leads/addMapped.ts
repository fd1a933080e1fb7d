import { hasValue } from '../scoring/values/hasValue';

/**
 * Where an attribute comes from: the source's field names, the first that yields a value being taken, and (if
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
		for (const field of fields) {
			const own = attributes[field];
			if (!hasValue(own)) continue;
			const value = read ? read(own) : own;
			if (read && !hasValue(value)) continue;
			attributes[attribute] = value;
			break;
		}
	}
}
