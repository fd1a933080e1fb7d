/** Whether there is a value: not missing, `null`, blank text or `NaN`. */
export function hasValue(value: unknown): boolean {
	if (value === undefined || value === null) return false;
	if (typeof value === 'string') return value.trim() !== '';
	return !Number.isNaN(value);
}
