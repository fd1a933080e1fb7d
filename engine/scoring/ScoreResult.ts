export interface Contribution {
	/** Rule id. */
	rule: string;
	/** Group id. */
	group: string;
	/** The rule's label, or its id where it has none. */
	label: string;
	points: number;
	/** What about the lead gave the points, e.g. `jobTitle is "CTO"`. */
	because: string;
}

/** The score of one lead at one moment, with everything that led to it. */
export interface ScoreResult {
	/** Within [0, scale], rounded half up to the model's decimals. */
	score: number;
	/** All group totals and adjustments, before clamping and rounding. */
	raw: number;
	fit: number;
	engagement: number;
	/** Points given by people that count now. */
	adjustment: number;
	/** Band id, or `disqualified`. */
	band: string;
	grade: string | null;
	/** Segment id. */
	segment: string | null;
	/** Id of the disqualify entry that held. */
	disqualifiedBy: string | null;
	/** Per group its total after and before the clamp. */
	groups: { id: string; points: number; uncapped: number }[];
	/** Rules that gave points, largest magnitude first; empty when explanation is off. */
	contributions: Contribution[];
	/** Activities with an unreadable time, or one in the future. */
	ignoredActivities: number;
	/**
	 * ISO 8601: until then the band is certain if nothing new is learned of the lead; `null` if for ever. Only
	 * absent when the model was compiled with `review: false`.
	 */
	nextReviewAt?: string | null;
	model: { id: string; version: number };
	/** ISO 8601. */
	scoredAt: string;
}
