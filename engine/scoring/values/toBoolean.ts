import { toText } from './toText';

const WORDS = new Map([
	['true', true],
	['yes', true],
	['1', true],
	['false', false],
	['no', false],
	['0', false],
]);

/** `true`/`false`, the texts true/false/yes/no/1/0, or the numbers 1 and 0; else `null`. */
export function toBoolean(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const text = toText(value);
	return text === null ? null : (WORDS.get(text) ?? null);
}
