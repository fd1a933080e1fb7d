import { toRawText } from './toRawText';

const [SPACE, UPPER_A, UPPER_Z, LAST_ASCII] = [32, 65, 90, 127];

/** Whether a text is already in the form that texts are compared in: ASCII, no capitals, no blanks at the ends. */
function isComparable(text: string): boolean {
	const { length } = text;
	if (length === 0 || text.charCodeAt(0) <= SPACE || text.charCodeAt(length - 1) <= SPACE) return false;
	for (let index = 0; index < length; index++) {
		const code = text.charCodeAt(index);
		if (code > LAST_ASCII || (code >= UPPER_A && code <= UPPER_Z)) return false;
	}
	return true;
}

/**
 * The form in which texts are compared: Unicode NFC, trimmed, lower case whatever the locale. `null` for
 * no value (missing, null, blank, NaN) and for what is no text, number or boolean.
 */
export function toText(value: unknown): string | null {
	if (typeof value === 'string' && isComparable(value)) return value;
	const text = toRawText(value);
	return text === null ? null : text.trim().toLowerCase();
}
