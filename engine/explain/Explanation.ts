import type { Activity } from '../scoring/Lead';
import type { Contribution } from '../scoring/ScoreResult';

/** One change that would lift a lead to the next band; tried by scoring the lead with it. */
export interface Lift {
	/** Id and label of the rule that gains most by it. */
	rule: string;
	label: string;
	/** What it adds to the lead's points in all, caps and side effects included. */
	points: number;
	/** The score and the band's id with it. */
	score: number;
	band: string;
	/** One more activity, or a field with another value (an example of one that does it). */
	change: { activity: Activity } | { field: string; value: unknown };
	/** For people, in plain text: `a demo request (+25) would make 74`. */
	text: string;
}

/** A score as people want to have it told. */
export interface Explanation {
	/** The two rules that gave most points … */
	strongestFor: Contribution[];
	/** … and the two that took most. */
	strongestAgainst: Contribution[];
	/** Groups whose limit changed their total: points that a `max` cut off; negative for penalties that a `min` cut off. */
	cappedAway: { group: string; name: string; points: number }[];
	/** The band above the lead's own; `null` in the highest one and for disqualified leads. */
	nextBand: {
		band: string;
		name: string;
		/** Points, as the score counts them, that are missing to it. */
		missing: number;
		/** `null` if no single change that could be tried reaches it. */
		lift: Lift | null;
	} | null;
	/** All of it in one line of plain text, for a mail or a CRM note. */
	sentence: string;
}

export interface ExplainOptions {
	/** How numbers and dates are written, as a BCP 47 tag such as `nb-NO`; `en-GB` if absent or unknown. */
	locale?: string;
	/** IANA time zone that dates are told in; `UTC` if absent or unknown. */
	timeZone?: string;
}
