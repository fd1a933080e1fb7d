/** One line of why a lead has its score. */
export interface Reason {
	label: string;
	/** With its sign, such as `+20`. */
	points: string;
}

/** Reads the column *reasons* of the table *Leads*: `Demo request +35, Decision maker +15` (a label may hold commas). */
export const readReasons = (text: string): Reason[] =>
	[...text.matchAll(/(.+?) ([+-]\d+(?:\.\d+)?)(?:, |$)/gs)].map(([, label = '', points = '']) => ({ label, points }));
