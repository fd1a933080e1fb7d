import { toRawText } from './toRawText';

/**
 * The form in which texts are compared: Unicode NFC, trimmed, lower case whatever the locale. `null` for
 * no value (missing, null, blank, NaN) and for what is no text, number or boolean.
 */
export function toText(value: unknown): string | null {
	const text = toRawText(value);
	return text === null ? null : text.trim().toLowerCase();
}
