/** Enough for what leads have in common, too little to matter for memory. */
const MOST = 1000;
const LONGEST = 200;
const PLACES = 256;

/** A text's place among the recent ones by its length and some of its characters: reading them all costs more than it helps. */
const placeOf = (text: string): number =>
	(text.length * 7 + text.charCodeAt(0) * 31 + text.charCodeAt(text.length >> 1) * 3 + text.charCodeAt(text.length - 1) * 5) % PLACES;

/**
 * Keeps what came of plain values, in bounded memory: of the first so many different ones, and of the texts of late,
 * which are found sooner. Only short plain values: leads come from outside, and are not to be held on to.
 */
export class Memo<Found> {
	private readonly most: number;
	private readonly known = new Map<unknown, Found>();
	private readonly texts: string[] = Array.from({ length: PLACES }, () => '');
	private readonly found: (Found | undefined)[] = Array.from({ length: PLACES }, () => undefined);

	/** @param most how many values to keep beside the texts of late; 0 where finding anew costs less than looking up among many */
	constructor(most = MOST) {
		this.most = most;
	}

	get(value: unknown): Found | undefined {
		// A list or an object is never kept, and to look for one costs more than all the rest.
		if (typeof value === 'object') return undefined;
		if (typeof value !== 'string' || value === '') return this.known.get(value);
		const place = placeOf(value);
		return this.texts[place] === value ? this.found[place] : this.recall(value, place);
	}

	set(value: unknown, found: Found): void {
		const isText = typeof value === 'string';
		if (typeof value === 'object' || (isText && value.length > LONGEST)) return;
		if (this.known.size < this.most) this.known.set(value, found);
		if (isText && value !== '') this.keep(value, placeOf(value), found);
	}

	private recall(text: string, place: number): Found | undefined {
		if (this.most === 0) return undefined;
		const found = this.known.get(text);
		if (found !== undefined) this.keep(text, place, found);
		return found;
	}

	private keep(text: string, place: number, found: Found): void {
		this.texts[place] = text;
		this.found[place] = found;
	}
}
