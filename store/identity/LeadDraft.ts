import type { Consent } from '../ports/Leads';
import { chooseKey } from './chooseKey';
import { isSame, newerOf, type Field, type Fields } from './Field';
import { isVisitor } from './isVisitor';

/** What is learned of a lead. */
export interface Patch {
	/** Normalised, none empty, each once; the first is what the caller calls the lead. */
	identities: readonly string[];
	/** Normalised; those that are nobody's yet become identities. */
	visitors?: readonly string[];
	attributes?: Readonly<Record<string, unknown>>;
	consent?: Consent;
}

/** All that patches name, each once. */
export const identitiesIn = (patches: readonly Patch[]): string[] => [...new Set(patches.flatMap(({ identities, visitors = [] }) => [...identities, ...visitors]))];

/**
 * A lead while it is being changed. What comes of it depends on what was learned and when, not on the order in which
 * it is told: each identity counts from when it was first seen, and of each field the newest value stays.
 */
export interface LeadDraft {
	/** Of its row; `null` until it has one. */
	id: number | null;
	/** Each identity, and when it was first seen. */
	aliases: Map<string, number>;
	/** Identities whose row must be written. */
	newAliases: Set<string>;
	fields: Fields;
	consent: Field | null;
	/** Keys of leads that turned out to be this one. */
	merged: string[];
	/** Whether something about it is other than before. */
	changed: boolean;
	/** Whether its row must be written, be it only for the times. */
	touched: boolean;
}

export const beginDraft = (): LeadDraft => ({
	id: null,
	aliases: new Map(),
	newAliases: new Set(),
	fields: new Map(),
	consent: null,
	merged: [],
	changed: true,
	touched: true,
});

/** Whether it is a person, and not just an unknown visitor. */
export const isSomebody = ({ aliases }: LeadDraft): boolean => ![...aliases.keys()].every(isVisitor);

export const keyOf = ({ aliases }: LeadDraft): string => chooseKey(aliases);

export const createdAtOf = ({ aliases }: LeadDraft): number => Math.min(...aliases.values());

/** Of two values of the same moment, the one told later counts. */
export function learn(draft: LeadDraft, { identities, attributes = {}, consent }: Omit<Patch, 'visitors'>, now: number): void {
	for (const identity of identities) {
		const seenAt = draft.aliases.get(identity);
		if (seenAt !== undefined && seenAt <= now) continue;
		draft.aliases.set(identity, now);
		draft.newAliases.add(identity);
		draft.touched = true;
		if (seenAt === undefined) draft.changed = true;
	}
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined) continue;
		const known = draft.fields.get(name);
		if (known && known.at > now) continue;
		draft.fields.set(name, { value, at: now });
		note(draft, known, value, now);
	}
	if (consent !== undefined && (draft.consent?.at ?? 0) <= now) {
		note(draft, draft.consent ?? undefined, consent, now);
		draft.consent = { value: consent, at: now };
	}
}

function note(draft: LeadDraft, known: Field | undefined, value: unknown, now: number): void {
	if (known?.at !== now || !isSame(known.value, value)) draft.touched = true;
	if (!isSame(known?.value ?? null, value)) draft.changed = true;
}

/** Makes one draft of two that are the same person; the one with the older row stays. */
export function joinDrafts(a: LeadDraft, b: LeadDraft): { kept: LeadDraft; gone: LeadDraft } {
	const [kept, gone] = b.id !== null && (a.id === null || b.id < a.id) ? [b, a] : [a, b];
	if (gone.id !== null) kept.merged.push(keyOf(gone));
	kept.merged.push(...gone.merged);
	for (const [alias, seenAt] of gone.aliases) kept.aliases.set(alias, seenAt);
	for (const alias of gone.newAliases) kept.newAliases.add(alias);
	for (const [name, field] of gone.fields) {
		const known = kept.fields.get(name);
		kept.fields.set(name, known ? newerOf(known, field) : field);
	}
	kept.consent = kept.consent && gone.consent ? newerOf(kept.consent, gone.consent) : (kept.consent ?? gone.consent);
	kept.changed = true;
	kept.touched = true;
	return { kept, gone };
}
