/**
 * A text, number or boolean as Unicode NFC text, neither trimmed nor lower-cased: what regular expressions look
 * at. `null` for no value (missing, null, blank, NaN) and for anything else.
 */
export function toRawText(value: unknown): string | null {
	switch (typeof value) {
		case 'string':
			return value.trim() === '' ? null : value.normalize('NFC');
		case 'number':
			return Number.isNaN(value) ? null : String(value);
		case 'boolean':
			return String(value);
		default:
			return null;
	}
}
