export interface Activity {
	id?: string;
	type?: string;
	/** ISO 8601 (no offset means UTC) or epoch milliseconds. */
	at?: string | number;
	properties?: Record<string, unknown> | undefined;
}

/** Points that a person gave, from `from` until just before `until`; a missing bound is open. */
export interface Adjustment {
	points: number;
	reason?: string;
	from?: string | number;
	until?: string | number;
}

/** What is scored. Input comes from outside, so every value may turn out to be something else. */
export interface Lead {
	/** Identity: normalised e-mail or CRM id. Not needed for scoring. */
	key?: string;
	/** Other identities of the same person, e.g. `hubspot:123`. Not needed for scoring. */
	aliases?: readonly string[];
	attributes: Record<string, unknown>;
	activities?: readonly Activity[];
	adjustments?: readonly Adjustment[];
}
