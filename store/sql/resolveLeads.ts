import { sql, type Selectable, type Transaction } from 'kysely';
import { chooseKey } from '../identity/chooseKey';
import { identityDigest } from '../identity/digest';
import { isVisitor } from '../identity/isVisitor';
import { mergeAttributes, type Attributes } from '../identity/mergeAttributes';
import type { Consent } from '../ports/Leads';
import type { LeadTable, Schema } from '../schema/Schema';
import type { Database } from './Database';
import { markDue } from './markDue';
import { mergeLeads } from './mergeLeads';

/** What is learned of a lead. */
export interface Patch {
	/** Normalised, none empty; the first is what the caller calls the lead. */
	identities: string[];
	/** Normalised; those that are nobody's yet become identities. */
	visitors?: string[];
	attributes?: Readonly<Record<string, unknown>>;
	consent?: Consent;
}

export type Resolved =
	| { ok: true; leadId: number; key: string; created: boolean; changed: boolean; merged: string[] }
	| { ok: false };

/** A lead during the transaction. */
interface Draft {
	/** `null` until it is written. */
	id: number | null;
	row: Selectable<LeadTable> | null;
	attributes: Attributes;
	consent: string | null;
	consentAt: number | null;
	createdAt: number;
	aliases: Map<string, number>;
	newAliases: Set<string>;
	merged: string[];
	created: boolean;
	changed: boolean;
}

const parse = <Value>(json: string): Value => JSON.parse(json) as Value;

/** The aliases of all patches, each with the draft it belongs to; patches that share an identity share the draft. */
class Drafts {
	private readonly byAlias = new Map<string, Draft>();

	get(alias: string): Draft | undefined {
		return this.byAlias.get(alias);
	}

	put(draft: Draft): void {
		for (const alias of draft.aliases.keys()) this.byAlias.set(alias, draft);
	}

	/** One draft of two; what is written keeps the older row. */
	join(a: Draft, b: Draft): { kept: Draft; gone: Draft } {
		const [kept, gone] = b.id !== null && (a.id === null || b.id < a.id) ? [b, a] : [a, b];
		if (gone.row && kept.row) kept.merged.push(gone.row.key);
		kept.attributes = mergeAttributes(kept.attributes, gone.attributes);
		const goneIsNewer = (gone.consentAt ?? -1) > (kept.consentAt ?? -1);
		if (goneIsNewer || (gone.consentAt === kept.consentAt && gone.consent === 'withdrawn')) {
			kept.consent = gone.consent;
			kept.consentAt = gone.consentAt;
		}
		kept.createdAt = Math.min(kept.createdAt, gone.createdAt);
		for (const [alias, createdAt] of gone.aliases) kept.aliases.set(alias, createdAt);
		for (const alias of gone.newAliases) kept.newAliases.add(alias);
		kept.merged.push(...gone.merged);
		kept.changed = true;
		this.put(kept);
		return { kept, gone };
	}
}

const fresh = (now: number): Draft => ({
	id: null,
	row: null,
	attributes: { values: {}, times: {} },
	consent: null,
	consentAt: null,
	createdAt: now,
	aliases: new Map(),
	newAliases: new Set(),
	merged: [],
	created: true,
	changed: true,
});

function lay(draft: Draft, { attributes = {}, consent }: Patch, now: number): void {
	const { values } = draft.attributes;
	const news = Object.entries(attributes).filter(
		([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(Object.hasOwn(values, field) ? values[field] : null),
	);
	if (news.length > 0) {
		const laid = { values: Object.fromEntries(news), times: Object.fromEntries(news.map(([field]) => [field, now])) };
		const times = new Map(Object.entries(draft.attributes.times));
		// Of two writes in the same millisecond the later one counts.
		for (const [field] of news) times.delete(field);
		draft.attributes = mergeAttributes({ values: draft.attributes.values, times: Object.fromEntries(times) }, laid);
		draft.changed = true;
	}
	if (consent !== undefined && consent !== draft.consent) {
		draft.consent = consent;
		draft.consentAt = now;
		draft.changed = true;
	}
}

/**
 * Finds the leads that are meant, begins those that are not known, merges those that turn out to be one, and lays what
 * is learned over them; all of it for any number of leads in a handful of statements. Changed leads become due.
 * Locks the leads. An erased one comes back as not ok.
 */
export async function resolveLeads(
	database: Database,
	transaction: Transaction<Schema>,
	salt: string,
	patches: readonly Patch[],
	now: number,
): Promise<Resolved[]> {
	if (patches.length === 0) return [];
	const identities = [...new Set(patches.flatMap(({ identities: own, visitors = [] }) => [...own, ...visitors]))];
	const digests = new Map(identities.map((identity) => [identityDigest(salt, identity), identity]));
	const erased = new Set(
		(
			await transaction
				.selectFrom('suppression')
				.select('digest')
				.where('reason', '=', 'erased')
				.where('digest', 'in', database.list([...digests.keys()], 'text') as never)
				.execute()
		).map(({ digest }) => digests.get(digest)),
	);
	const drafts = await loadDrafts(database, transaction, identities);

	const isRefused = ({ identities: own }: Patch): boolean => own.some((identity) => erased.has(identity));
	const merges: { from: Draft; into: Draft }[] = [];
	for (const patch of patches) {
		if (isRefused(patch)) continue;
		const visitors = (patch.visitors ?? []).filter((visitor) => !erased.has(visitor) && !isSomebody(drafts.get(visitor)));
		const own = [...patch.identities, ...visitors];
		const known = [...new Set(own.map((identity) => drafts.get(identity)).filter((draft) => draft !== undefined))];
		let draft = known[0] ?? fresh(now);
		for (const other of known.slice(1)) {
			const { kept, gone } = drafts.join(draft, other);
			if (gone.id !== null) merges.push({ from: gone, into: kept });
			draft = kept;
		}
		for (const identity of own) {
			if (draft.aliases.has(identity)) continue;
			draft.aliases.set(identity, now);
			draft.newAliases.add(identity);
			draft.changed = true;
		}
		drafts.put(draft);
		lay(draft, patch, now);
	}

	const touched = [...new Set(patches.filter((patch) => !isRefused(patch)).map((patch) => drafts.get(patch.identities[0]!)!))];
	for (const { from } of merges) await mergeLeads(transaction, from.id!, finalOf(drafts, from).id!, now);
	await write(database, transaction, touched, now);
	await markDue(database, transaction, touched.filter(({ changed }) => changed).map(({ id }) => id!), now);

	return patches.map((patch) => {
		if (isRefused(patch)) return { ok: false };
		const { id, aliases, created, changed, merged } = drafts.get(patch.identities[0]!)!;
		return { ok: true, leadId: id!, key: keyOf(aliases), created, changed, merged };
	});
}

const isSomebody = (draft: Draft | undefined): boolean => draft !== undefined && ![...draft.aliases.keys()].every(isVisitor);
const finalOf = (drafts: Drafts, draft: Draft): Draft => drafts.get([...draft.aliases.keys()][0]!)!;
const keyOf = (aliases: Map<string, number>): string => chooseKey([...aliases].map(([alias, createdAt]) => ({ alias, createdAt })));

async function loadDrafts(database: Database, transaction: Transaction<Schema>, identities: readonly string[]): Promise<Drafts> {
	const drafts = new Drafts();
	const found = await transaction.selectFrom('alias').select('lead_id').distinct().where('alias', 'in', database.list(identities, 'text') as never).execute();
	if (found.length === 0) return drafts;
	const ids = database.list(found.map(({ lead_id }) => lead_id), 'bigint') as never;
	let query = transaction.selectFrom('lead').selectAll().where('id', 'in', ids).orderBy('id');
	if (database.dialect === 'postgres') query = query.forUpdate();
	const rows = await query.execute();
	const aliases = await transaction.selectFrom('alias').selectAll().where('lead_id', 'in', ids).execute();
	const byId = new Map(
		rows.map((row): [number, Draft] => [
			row.id,
			{
				id: row.id,
				row,
				attributes: { values: parse(row.attributes), times: parse(row.attribute_times) },
				consent: row.consent,
				consentAt: row.consent_at,
				createdAt: row.created_at,
				aliases: new Map(),
				newAliases: new Set(),
				merged: [],
				created: false,
				changed: false,
			},
		]),
	);
	for (const { alias, lead_id, created_at } of aliases) byId.get(lead_id)?.aliases.set(alias, created_at);
	for (const draft of byId.values()) drafts.put(draft);
	return drafts;
}

async function write(database: Database, transaction: Transaction<Schema>, drafts: readonly Draft[], now: number): Promise<void> {
	const rowOf = (draft: Draft) => ({
		key: keyOf(draft.aliases),
		attributes: JSON.stringify(draft.attributes.values),
		attribute_times: JSON.stringify(draft.attributes.times),
		consent: draft.consent,
		consent_at: draft.consentAt,
		created_at: draft.createdAt,
	});
	const columns = {
		key: 'text',
		attributes: 'text',
		attribute_times: 'text',
		consent: 'text',
		consent_at: 'bigint',
		created_at: 'bigint',
	} as const;

	const fresh = drafts.filter(({ id }) => id === null);
	if (fresh.length > 0) {
		const { rows } = await sql<{ id: number; key: string }>`
			insert into lead (revision, key, attributes, attribute_times, consent, consent_at, created_at, updated_at)
			select 1, key, attributes, attribute_times, consent, consent_at, created_at, ${sql.lit(now)} from ${database.rows(columns, fresh.map(rowOf))}
			returning id, key
		`.execute(transaction);
		const ids = new Map(rows.map(({ id, key }) => [key, id]));
		for (const draft of fresh) draft.id = ids.get(keyOf(draft.aliases))!;
	}
	const changed = drafts.filter((draft) => draft.changed && !fresh.includes(draft));
	if (changed.length > 0) {
		const rows = changed.map((draft) => ({ id: draft.id!, ...rowOf(draft) }));
		await sql`
			update lead set revision = lead.revision + 1, key = r.key, attributes = r.attributes, attribute_times = r.attribute_times,
				consent = r.consent, consent_at = r.consent_at, created_at = r.created_at, updated_at = ${sql.lit(now)}
			from ${database.rows({ id: 'bigint', ...columns }, rows)} where lead.id = r.id
		`.execute(transaction);
	}
	const aliases = drafts.flatMap(({ id, newAliases }) => [...newAliases].map((alias) => ({ alias, lead_id: id! })));
	if (aliases.length > 0) {
		await sql`
			insert into alias (alias, lead_id, created_at)
			select alias, lead_id, ${sql.lit(now)} from ${database.rows({ alias: 'text', lead_id: 'bigint' }, aliases)}
		`.execute(transaction);
	}
}
