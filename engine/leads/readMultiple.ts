/** A multiple-choice value, which CRMs write as `"a;b"`, as the list of its choices; anything else as it is. */
export function readMultiple(value: unknown): unknown {
	if (typeof value !== 'string' || !value.includes(';')) return value;
	return value
		.split(';')
		.map((choice) => choice.trim())
		.filter((choice) => choice !== '');
}
