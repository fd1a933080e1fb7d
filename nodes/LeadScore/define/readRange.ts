const NUMBER = '([+-]?[\\d.]+(?:e\\d+)?)';
const BETWEEN = new RegExp(`^(?:from )?${NUMBER} ?(?:to|up to|-|–|\\.\\.) ?(?:below )?${NUMBER}$`, 'i');
const FROM = new RegExp(`^(?:(?:from|at least|>=|≥) ?${NUMBER}|${NUMBER} ?(?:\\+|and (?:up|more|above)|or (?:more|above)))$`, 'i');
const BELOW = new RegExp(`^(?:below|under|less than|<) ?${NUMBER}$`, 'i');

/**
 * A range as a person types it: `10 to 50`, `from 50` or `50+`, `below 10`. What is no range comes back as a
 * bound that is no number, for `parseModel` to tell of.
 */
export function readRange(text: string): { from?: unknown; to?: unknown } {
	const plain = text.trim().replace(/\s+/g, ' ');
	const between = BETWEEN.exec(plain);
	if (between) return { from: Number(between[1]), to: Number(between[2]) };
	const from = FROM.exec(plain);
	if (from) return { from: Number(from[1] ?? from[2]) };
	const below = BELOW.exec(plain);
	return below ? { to: Number(below[1]) } : { from: text };
}
