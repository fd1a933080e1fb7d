/** A counted repetition is written out this often at most. */
const MOST_REPEATED = 20;
const CLASS_CANDIDATES = ['a', '0', ' ', '-', '_', 'é', '.'];
const ESCAPED: Record<string, string> = { d: '0', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', t: '\t', n: '\n', p: 'a', P: '0' };
const EMPTY_ESCAPES = 'bBAzZ';

/** Reads a pattern from left to right and writes the simplest text for what it reads. */
class Sample {
	private at = 0;
	private readonly pattern: string;

	constructor(pattern: string) {
		this.pattern = pattern;
	}

	/** The first alternative up to the end or the closing bracket; later ones are read and dropped. */
	alternatives(): string {
		let first: string | null = null;
		let text = '';
		while (this.at < this.pattern.length && this.peek() !== ')') {
			if (this.peek() === '|') {
				this.at++;
				first ??= text;
				text = '';
			} else {
				const atom = this.atom();
				text += atom.repeat(this.repetitions());
			}
		}
		return first ?? text;
	}

	private peek(): string {
		return this.pattern[this.at] ?? '';
	}

	private atom(): string {
		const character = this.pattern[this.at++] ?? '';
		switch (character) {
			case '(':
				return this.group();
			case '[':
				return this.characterClass();
			case '\\':
				return this.escape();
			case '.':
				return 'a';
			case '^':
			case '$':
				return '';
			default:
				return character;
		}
	}

	private group(): string {
		const opening = /^\?(?:P?<[^>]*>|[imsU-]*:?)/.exec(this.pattern.slice(this.at))?.[0] ?? '';
		this.at += opening.length;
		const text = this.alternatives();
		this.at++;
		return text;
	}

	private escape(): string {
		const character = this.pattern[this.at++] ?? '';
		if (EMPTY_ESCAPES.includes(character)) return '';
		if (character === 'p' || character === 'P') {
			const name = /^(?:\{[^}]*\}|.)/.exec(this.pattern.slice(this.at))?.[0] ?? '';
			this.at += name.length;
		}
		return ESCAPED[character] ?? character;
	}

	/** One character of a class; of a negated one, the first plain one that it does not name. */
	private characterClass(): string {
		const isNegated = this.peek() === '^';
		if (isNegated) this.at++;
		const start = this.at;
		const named: string[] = [];
		while (this.at < this.pattern.length && (this.peek() !== ']' || this.at === start)) {
			const character = this.pattern[this.at++] ?? '';
			named.push(character === '\\' ? this.escape() : character);
		}
		const listed = this.pattern.slice(start, this.at);
		this.at++;
		if (!isNegated) return named[0] ?? '';
		return CLASS_CANDIDATES.find((candidate) => !named.includes(candidate) && !listed.includes('-' + candidate)) ?? '!';
	}

	private repetitions(): number {
		const quantifier = /^(?:[*?+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.pattern.slice(this.at));
		if (quantifier === null) return 1;
		this.at += quantifier[0].length;
		if (quantifier[1] !== undefined) return Math.min(Number(quantifier[1]), MOST_REPEATED);
		return quantifier[0].startsWith('+') ? 1 : 0;
	}
}

/**
 * A short text that a regular expression (RE2 syntax) is likely to match: the first of its alternatives, and what
 * is optional left out. A guess, to be tried.
 */
export const exampleText = (pattern: string): string => new Sample(pattern).alternatives();
