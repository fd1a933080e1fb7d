import { sql, type Transaction } from 'kysely';
import { identityDigest } from '../identity/digest';
import { beginDraft, createdAtOf, identitiesIn, isSomebody, joinDrafts, keyOf, learn, type LeadDraft, type Patch } from '../identity/LeadDraft';
import { readFields, writeFields } from '../identity/Field';
import type { Schema } from '../schema/Schema';
import { asBigint } from './asBigint';
import type { Database } from './Database';
import { LostRace } from './LostRace';
import { markDue } from './markDue';
import { mergeLeads } from './mergeLeads';

export type Resolved =
	| { ok: true; leadId: number; key: string; created: boolean; changed: boolean; merged: string[] }
	| { ok: false; erased: string };

/** The draft of each identity; patches that share an identity share the draft. */
type Drafts = Map<string, LeadDraft>;

/**
 * Finds the leads that are meant, begins those that are not known, merges those that turn out to be one, and lays what
 * is learned over them; all of it for any number of leads in a handful of statements. Changed leads become due.
 * Locks the leads. One that was erased comes back as not ok, with the identity that was.
 */
export async function resolveLeads(database: Database, transaction: Transaction<Schema>, salt: string, patches: readonly Patch[], now: number): Promise<Resolved[]> {
	if (patches.length === 0) return [];
	const identities = identitiesIn(patches);
	let leadIds = await findLeadIds(database, transaction, identities);
	if (leadIds.size < identities.length) {
		// Who erases does so alone: what is not known, and not erased either, stays so until this is through.
		await database.holdLeads(transaction, 'together');
		leadIds = await findLeadIds(database, transaction, identities);
	}
	const erased = await findErased(database, transaction, salt, identities);
	const drafts = await loadDrafts(database, transaction, leadIds);

	const merges: { from: LeadDraft; into: LeadDraft }[] = [];
	const refusals = patches.map((patch) => patch.identities.find((identity) => erased.has(identity)));
	patches.forEach((patch, index) => {
		if (refusals[index] !== undefined) return;
		const visitors = (patch.visitors ?? []).filter((visitor) => !erased.has(visitor) && !isOfSomebody(drafts.get(visitor)));
		const own = [...patch.identities, ...visitors];
		const known = [...new Set(own.map((identity) => drafts.get(identity)).filter((draft) => draft !== undefined))];
		let draft = known[0] ?? beginDraft();
		for (const other of known.slice(1)) {
			const { kept, gone } = joinDrafts(draft, other);
			if (gone.id !== null) merges.push({ from: gone, into: kept });
			for (const alias of gone.aliases.keys()) drafts.set(alias, kept);
			draft = kept;
		}
		learn(draft, { ...patch, identities: own }, now);
		for (const identity of own) drafts.set(identity, draft);
	});
	const draftOf = (patch: Patch): LeadDraft => drafts.get(patch.identities[0]!)!;
	const met = [...new Set(patches.filter((_, index) => refusals[index] === undefined).map(draftOf))];
	const begun = new Set(met.filter(({ id }) => id === null));

	// One that was merged into another may have gone on to a third with it.
	const finalId = (draft: LeadDraft): number => drafts.get([...draft.aliases.keys()][0]!)!.id!;
	await mergeLeads(database, transaction, merges.map(({ from, into }) => ({ from: from.id!, into: finalId(into) })), now);
	await insertLeads(database, transaction, [...begun], now);
	await updateLeads(database, transaction, met.filter((draft) => draft.touched && !begun.has(draft)), now);
	await writeAliases(database, transaction, met);
	await markDue(database, transaction, met.filter(({ changed }) => changed).map(({ id }) => id!), now);

	return patches.map((patch, index): Resolved => {
		const refusal = refusals[index];
		if (refusal !== undefined) return { ok: false, erased: refusal };
		const draft = draftOf(patch);
		return { ok: true, leadId: draft.id!, key: keyOf(draft), created: begun.has(draft), changed: draft.changed, merged: draft.merged };
	});
}

const isOfSomebody = (draft: LeadDraft | undefined): boolean => draft !== undefined && isSomebody(draft);

async function findLeadIds(database: Database, transaction: Transaction<Schema>, identities: readonly string[]): Promise<Map<string, number>> {
	const rows = await transaction.selectFrom('alias').select(['alias', 'lead_id']).where('alias', 'in', database.list(identities, 'text') as never).execute();
	return new Map(rows.map(({ alias, lead_id }) => [alias, lead_id]));
}

async function findErased(database: Database, transaction: Transaction<Schema>, salt: string, identities: readonly string[]): Promise<Set<string>> {
	const identityOf = new Map(identities.map((identity) => [identityDigest(salt, identity), identity]));
	const rows = await transaction
		.selectFrom('suppression')
		.select('digest')
		.where('reason', '=', 'erased')
		.where('digest', 'in', database.list([...identityOf.keys()], 'text') as never)
		.execute();
	return new Set(rows.map(({ digest }) => identityOf.get(digest)!));
}

/** @throws LostRace where a lead has been merged or erased since it was found */
async function loadDrafts(database: Database, transaction: Transaction<Schema>, leadIds: ReadonlyMap<string, number>): Promise<Drafts> {
	const drafts: Drafts = new Map();
	if (leadIds.size === 0) return drafts;
	const ids = database.list([...new Set(leadIds.values())], 'bigint') as never;
	let query = transaction
		.selectFrom('lead')
		.innerJoin('lead_revision', 'lead_revision.lead_id', 'lead.id')
		.select(['id', 'attributes', 'attribute_times', 'consent', 'consent_at'])
		.where('id', 'in', ids)
		.orderBy('id');
	if (database.dialect === 'postgres') query = query.forUpdate();
	const rows = await query.execute();
	const byId = new Map(
		rows.map(({ id, attributes, attribute_times, consent, consent_at }): [number, LeadDraft] => [
			id,
			{
				...beginDraft(),
				id,
				fields: readFields(attributes, attribute_times),
				consent: consent === null ? null : { value: consent, at: consent_at ?? 0 },
				changed: false,
				touched: false,
			},
		]),
	);
	const aliases = await transaction.selectFrom('alias').selectAll().where('lead_id', 'in', ids).execute();
	for (const { alias, lead_id, created_at } of aliases) {
		const draft = byId.get(lead_id);
		if (!draft) continue;
		draft.aliases.set(alias, created_at);
		drafts.set(alias, draft);
	}
	for (const [alias, id] of leadIds) if (drafts.get(alias)?.id !== id) throw new LostRace();
	return drafts;
}

const leadColumns = { key: 'text', attributes: 'text', attribute_times: 'text', consent: 'text', consent_at: 'bigint', created_at: 'bigint' } as const;

function rowOf(draft: LeadDraft) {
	const { values, times } = writeFields(draft.fields);
	return {
		key: keyOf(draft),
		attributes: values,
		attribute_times: times,
		consent: (draft.consent?.value ?? null) as string | null,
		consent_at: draft.consent?.at ?? null,
		created_at: createdAtOf(draft),
	};
}

async function insertLeads(database: Database, transaction: Transaction<Schema>, drafts: readonly LeadDraft[], now: number): Promise<void> {
	const rows = await database.forRows<ReturnType<typeof rowOf>, { id: number; key: string }>(transaction, leadColumns, drafts.map(rowOf), (r) => sql`
		insert into lead (key, attributes, attribute_times, consent, consent_at, created_at) select key, attributes, attribute_times, consent, consent_at, created_at from ${r}
		returning id, key
	`);
	const revisions = rows.map(({ id }) => ({ lead_id: id, revision: 1, updated_at: now }));
	await database.insert(transaction, 'lead_revision', { lead_id: 'bigint', revision: 'bigint', updated_at: 'bigint' }, revisions);
	const idOf = new Map(rows.map(({ id, key }) => [key, id]));
	for (const draft of drafts) draft.id = idOf.get(keyOf(draft))!;
}

async function updateLeads(database: Database, transaction: Transaction<Schema>, drafts: readonly LeadDraft[], now: number): Promise<void> {
	const rows = drafts.map((draft) => ({ id: draft.id!, ...rowOf(draft) }));
	await database.forRows(transaction, { id: 'bigint', ...leadColumns }, rows, (r) => sql`
		update lead set key = r.key, attributes = r.attributes, attribute_times = r.attribute_times, consent = r.consent, consent_at = r.consent_at, created_at = r.created_at
		from ${r} where lead.id = r.id
	`);
	const changed = drafts.filter((draft) => draft.changed).map(({ id }) => id!);
	if (changed.length === 0) return;
	await sql`
		update lead_revision set revision = revision + 1, updated_at = case when updated_at < ${asBigint(now)} then ${asBigint(now)} else updated_at end
		where lead_id in ${database.list(changed, 'bigint')}
	`.execute(transaction);
}

/** @throws LostRace where one of them has come to name another lead meanwhile */
async function writeAliases(database: Database, transaction: Transaction<Schema>, drafts: readonly LeadDraft[]): Promise<void> {
	const aliases = drafts.flatMap(({ id, aliases: seen, newAliases }) => [...newAliases].map((alias) => ({ alias, lead_id: id!, created_at: seen.get(alias)! })));
	// In one order for all, so that two who begin the same leads never wait for each other in a circle.
	aliases.sort((a, b) => (a.alias < b.alias ? -1 : 1));
	const columns = { alias: 'text', lead_id: 'bigint', created_at: 'bigint' } as const;
	const rows = await database.insert(transaction, 'alias', columns, aliases, sql<{ alias: string }>`
		on conflict (alias) do update set created_at = excluded.created_at where alias.lead_id = excluded.lead_id returning alias
	`);
	if (rows.length < aliases.length) throw new LostRace();
}
