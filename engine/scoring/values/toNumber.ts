const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number, or text that is one after trimming (`"250"`, `"-1.5"`, `"1e3"`); else `null`. */
export function toNumber(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string') return null;
	const text = value.trim();
	if (!NUMBER.test(text)) return null;
	const number = Number(text);
	return Number.isFinite(number) ? number : null;
}
