import type { Activity } from '../scoring/Lead';

/** A step that is behind a lead. */
export interface PassedStep {
	id: string;
	/** When it was sent, or else skipped; epoch ms. */
	at: number;
}

/** Where a lead is in a campaign. Steps are known by their ids, so that this outlasts new versions of the campaign. */
export interface Enrollment {
	/** Epoch ms. */
	enrolledAt: number;
	/** As drawn when the lead was enrolled. */
	heldOut: boolean;
	/** In the order in which they were passed. */
	passed: readonly PassedStep[];
}

/** What a campaign must know of a lead. */
export interface NurtureLead {
	key: string;
	attributes: Record<string, unknown>;
	/** The band it is in now; `null`: not scored. */
	band: string | null;
	/** By band, when it last came into it, epoch ms. Tells of bands that it has left again since. */
	enteredBands?: Record<string, number>;
	/** `null`: never asked. */
	consent: 'granted' | 'withdrawn' | null;
	/** Why it must not be written to, if it must not, e.g. `unsubscribed`. */
	suppressed: string | null;
	/** At least those since the step before, if a step has `unless` or `onlyIf`. */
	activities?: readonly Activity[];
}
