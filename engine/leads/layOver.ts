import { hasValue } from '../scoring/values/hasValue';

/**
 * Lays the fields of an item over the attributes of the record inside it. What stands beside the record was added
 * on the way here (or is the record's frame) and is nearer; without a value it only fills gaps.
 */
export function layOver(attributes: Record<string, unknown>, item: Record<string, unknown>): void {
	for (const name of Object.keys(item)) {
		if (name === '__proto__') continue;
		const value = item[name];
		if (hasValue(value) || !Object.hasOwn(attributes, name)) attributes[name] = value;
	}
}
