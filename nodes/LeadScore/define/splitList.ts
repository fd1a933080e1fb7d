/** A list that a person typed with commas or line breaks between its elements, or that an expression gave. */
export function splitList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return value === undefined || value === null ? [] : [value];
	return value
		.split(/[,\n]/)
		.map((element) => element.trim())
		.filter((element) => element !== '');
}
