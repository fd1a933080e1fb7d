/** Whether a character is neither a blank nor beyond ASCII, where there are more of them. */
const isPrinted = (code: number): boolean => code > 32 && code < 127;

/** Whether there is a value: not missing, `null`, blank text or `NaN`. */
export function hasValue(value: unknown): boolean {
	if (value === undefined || value === null) return false;
	if (typeof value === 'string') return isPrinted(value.charCodeAt(0)) || value.trim() !== '';
	return !Number.isNaN(value);
}
