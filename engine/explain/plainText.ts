const LONGEST = 100;
/** Controls, line and paragraph separators, halves of characters, and what turns the reading direction. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * A name from a model as one line that may stand in any text, HTML included: no controls, no line breaks, angle
 * brackets as quotation marks, not too long.
 */
export function plainText(text: string): string {
	const line = text.replace(UNSEEN, ' ').replace(/</g, '‹').replace(/>/g, '›').replace(/\s+/g, ' ').trim();
	const characters = [...line];
	return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line;
}
