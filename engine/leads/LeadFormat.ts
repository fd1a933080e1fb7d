import type { Activity, Lead } from '../scoring/Lead';

/** Why an item cannot be read as a lead (`message`), and what to do about it (`remedy`). */
export interface LeadRefusal {
	ok: false;
	message: string;
	remedy: string;
}

/** The shape in which one source delivers leads. Pure; neither function may throw or change the item. */
export interface LeadFormat<Id extends string = string> {
	id: Id;
	/** As people read it, e.g. "HubSpot contact". */
	name: string;
	/** Whether an item is of this source; what *Auto-detect* asks, in the order of `leadFormats`. */
	looksLike(item: Record<string, unknown>): boolean;
	toLead(item: Record<string, unknown>): { ok: true; lead: Lead } | LeadRefusal;
	/**
	 * Activities that the source's own fields prove, for an item that carries no activities of its own.
	 * The same event has the same id whenever it is read.
	 */
	provenActivities?(attributes: Record<string, unknown>): Activity[];
}
