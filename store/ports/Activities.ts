import type { Page, PageQuery } from './Page';

export interface ActivityInput {
	/** Key or alias. A lead that is not known yet, such as a new visitor, begins with this. */
	lead: string;
	/** The caller's own; without one, a digest of lead, type, time and properties. */
	id?: string;
	type: string;
	/** Epoch ms. */
	at: number;
	source?: string;
	channel?: string;
	campaign?: string;
	properties?: Readonly<Record<string, unknown>>;
}

export interface StoredActivity {
	id: string;
	type: string;
	at: number;
	source: string | null;
	channel: string | null;
	campaign: string | null;
	properties: Record<string, unknown>;
}

/** `known`: the lead had an activity of this id already, and nothing changed. */
export type RecordOutcome =
	| { ok: true; key: string; id: string; known: boolean }
	| { ok: false; key: string; message: string; remedy: string };

export interface Activities {
	/** Makes the leads with something new due for review. */
	record(activities: readonly ActivityInput[], now: number): Promise<RecordOutcome[]>;
	/** Latest first. */
	list(lead: string, query: PageQuery): Promise<Page<StoredActivity>>;
}
