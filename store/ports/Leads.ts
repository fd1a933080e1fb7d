import type { Page, PageQuery } from './Page';

export type Consent = 'granted' | 'withdrawn';

export interface StoredLead {
	/** The identity it is known by: its e-mail address where it has one, else the id of the source, else of the visitor. */
	key: string;
	/** All its identities, the key among them. */
	aliases: string[];
	attributes: Record<string, unknown>;
	/** `null`: never asked. */
	consent: Consent | null;
	/** Why it must not be written to, if it must not. */
	suppressed: string | null;
	createdAt: number;
	updatedAt: number;
}

export interface LeadInput {
	key: string;
	/** Other identities of the same person, e.g. `hubspot:123`, `visitor:9f…`, an old address. */
	aliases?: readonly string[];
	/**
	 * Browsers in which it was seen, e.g. `visitor:9f…`. An unknown visitor becomes this lead; one that is another lead
	 * already stays that one, since people share browsers, and anybody can send an address with an id.
	 */
	visitors?: readonly string[];
	/** Laid over what is known, field by field; `null` empties a field. */
	attributes?: Readonly<Record<string, unknown>>;
	consent?: Consent;
}

/** `key` is the one the lead is kept under. */
export type UpsertOutcome =
	| { ok: true; key: string; created: boolean; changed: boolean }
	| { ok: false; key: string; message: string; remedy: string };

export interface Leads {
	/**
	 * Adds leads or lays over what is known of them. Aliases that name another lead merge the two. One that was erased is
	 * refused until its suppression is lifted, without harm to the others. Makes changed leads due for review.
	 */
	upsert(leads: readonly LeadInput[], now: number): Promise<UpsertOutcome[]>;
	get(key: string): Promise<StoredLead | null>;
	/** In the order of their keys' first appearance; a band needs the model it belongs to. */
	list(query: PageQuery & { modelId?: string; band?: string }): Promise<Page<StoredLead>>;
	/**
	 * Makes one lead of all who are named. Activities, adjustments, history and the newest value of each field stay;
	 * nothing is counted twice. In any order and repeatedly it gives the same lead.
	 */
	identify(lead: LeadInput, now: number): Promise<UpsertOutcome & { merged?: string[] }>;
	/**
	 * Removes every trace of a person and leaves a salted digest of each identity, so that a later import cannot
	 * bring them back. An unknown key leaves its digest as well.
	 */
	erase(key: string, now: number): Promise<{ erased: boolean; activities: number }>;
}
