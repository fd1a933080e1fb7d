const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const [ZERO, NINE] = [48, 57];
/** So many digits make a number that is exact. */
const MOST_DIGITS = 15;

/** A number of few digits and nothing else, as most are; -1 for any other text. */
function toWhole(text: string): number {
	const { length } = text;
	if (length === 0 || length > MOST_DIGITS) return -1;
	let number = 0;
	for (let index = 0; index < length; index++) {
		const code = text.charCodeAt(index);
		if (code < ZERO || code > NINE) return -1;
		number = number * 10 + code - ZERO;
	}
	return number;
}

/** A finite number, or text that is one after trimming (`"250"`, `"-1.5"`, `"1e3"`); else `null`. */
export function toNumber(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string') return null;
	const whole = toWhole(value);
	if (whole >= 0) return whole;
	const text = value.trim();
	if (!NUMBER.test(text)) return null;
	const number = Number(text);
	return Number.isFinite(number) ? number : null;
}
