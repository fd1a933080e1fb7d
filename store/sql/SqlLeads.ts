import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import { identityDigest } from '../identity/digest';
import { identitiesIn, type Patch } from '../identity/LeadDraft';
import { identityProblem, normaliseIdentity } from '../identity/normaliseIdentity';
import { LeadStoreError } from '../LeadStoreError';
import type { Consent, LeadInput, Leads, StoredLead, UpsertOutcome } from '../ports/Leads';
import type { Page, PageQuery } from '../ports/Page';
import type { LeadTable, Schema } from '../schema/Schema';
import type { Database } from './Database';
import { erasedOutcome } from './erasedOutcome';
import { findLeads } from './findLeads';
import { findSuppressions } from './findSuppressions';
import type { Identities } from './Identities';
import { readAttributes } from './readAttributes';
import { readCursor } from './readCursor';
import { resolveLeads } from './resolveLeads';
import { slices } from './slices';
import { toPage } from './toPage';

const SLICE = 1_000;

const TABLES_OF_LEAD = ['activity', 'adjustment', 'score_state', 'review', 'score_change', 'transition', 'delivery', 'enrollment', 'message', 'occasion', 'alias', 'lead_revision'] as const;

export class SqlLeads implements Leads {
	private readonly database: Database;
	private readonly identities: Identities;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async upsert(leads: readonly LeadInput[], now: number): Promise<UpsertOutcome[]> {
		return this.lay(leads, now);
	}

	async identify(lead: LeadInput, now: number): Promise<UpsertOutcome & { merged?: string[] }> {
		const [outcome] = await this.lay([lead], now);
		return outcome!;
	}

	async get(key: string): Promise<StoredLead | null> {
		return this.database.read(async (db) => {
			const found = await this.identities.find(db, key);
			if (!found) return null;
			const rows = await db.selectFrom('lead').innerJoin('lead_revision', 'lead_id', 'lead.id').selectAll('lead').select('updated_at').where('id', '=', found.id).execute();
			return (await this.toStored(db, rows))[0] ?? null;
		});
	}

	async list({ after, limit, modelId, band }: PageQuery & { modelId?: string; band?: string }): Promise<Page<StoredLead>> {
		if (band !== undefined && modelId === undefined) {
			throw new LeadStoreError('invalid', `Leads in the band '${band}' were asked for without a model`, 'Say of which model the band is.');
		}
		return this.database.read(async (db) => {
			let query = db.selectFrom('lead').innerJoin('lead_revision', 'lead_revision.lead_id', 'lead.id').selectAll('lead').select('updated_at').limit(limit + 1);
			// By the order of the index that tells who is in a band.
			if (band === undefined) query = query.orderBy('lead.id');
			else query = query.innerJoin('score_state', 'score_state.lead_id', 'lead.id').where('score_state.model_id', '=', modelId!).where('score_state.band', '=', band).orderBy('score_state.lead_id');
			if (after !== null) query = query.where(band === undefined ? 'lead.id' : sql.ref('score_state.lead_id'), '>', readCursor(after, ['number'])[0]);
			const { rows, next } = toPage(await query.execute(), limit, ({ id }) => [id]);
			return { rows: await this.toStored(db, rows), next };
		});
	}

	async erase(key: string, now: number): Promise<{ erased: boolean; activities: number }> {
		const identity = this.identities.normalise(key);
		const salt = await this.identities.salt();
		const outcome = await this.database.write(async (transaction) => {
			// Nobody begins the lead anew, or adds to it, while it goes.
			await this.database.holdLeads(transaction, 'alone');
			const found = await this.identities.find(transaction, identity);
			const aliases = found ? await transaction.selectFrom('alias').select('alias').where('lead_id', '=', found.id).execute() : [];
			const erasure = randomUUID();
			await transaction
				.insertInto('suppression')
				.values([...new Set([identity, ...aliases.map(({ alias }) => alias)])].map((each) => ({ digest: identityDigest(salt, each), reason: 'erased', note: null, at: now, erasure })))
				.onConflict((conflict) => conflict.column('digest').doUpdateSet({ reason: 'erased', note: null, at: now, erasure }))
				.execute();
			if (!found) return { erased: false, activities: 0 };
			let activities = 0;
			for (const table of TABLES_OF_LEAD) {
				const deleted = await transaction.deleteFrom(table).where('lead_id', '=', found.id).executeTakeFirst();
				if (table === 'activity') activities = Number(deleted.numDeletedRows);
			}
			await transaction.deleteFrom('lead').where('id', '=', found.id).execute();
			return { erased: true, activities };
		});
		// Also where there was nobody: an earlier attempt may have failed between the two.
		await this.database.scrub();
		return outcome;
	}

	private async lay(leads: readonly LeadInput[], now: number): Promise<(UpsertOutcome & { merged?: string[] })[]> {
		const salt = await this.identities.salt();
		const refused = new Map<number, UpsertOutcome>();
		const normalise = (identities: readonly string[]): string[] => identities.map(normaliseIdentity).filter((identity) => identity !== '');
		const drafts = leads.flatMap(({ key, aliases = [], visitors = [], attributes, consent }, index): { index: number; patch: Patch }[] => {
			const patch = { identities: [...new Set([normaliseIdentity(key), ...normalise(aliases)])], visitors: normalise(visitors) };
			const problem = [...patch.identities, ...patch.visitors].map(identityProblem).find((each) => each !== null);
			if (!problem) return [{ index, patch: { ...patch, ...(attributes && { attributes }), ...(consent && { consent }) } }];
			refused.set(index, { ok: false, key, ...problem });
			return [];
		});
		return this.database.write(async (transaction) => {
			const outcomes = new Map<number, UpsertOutcome & { merged?: string[] }>(refused);
			// All at once, so that two who change the same leads never wait for each other in a circle.
			if (drafts.length > SLICE) await findLeads(this.database, transaction, identitiesIn(drafts.map(({ patch }) => patch)));
			for (const slice of slices(drafts, SLICE)) {
				const resolved = await resolveLeads(this.database, transaction, salt, slice.map(({ patch }) => patch), now);
				resolved.forEach((each, position) => {
					const { index } = slice[position]!;
					if (!each.ok) return outcomes.set(index, erasedOutcome(leads[index]!.key, each.erased));
					const { key, created, changed, merged } = each;
					return outcomes.set(index, { ok: true, key, created, changed, ...(merged.length > 0 && { merged }) });
				});
			}
			return leads.map((_, index) => outcomes.get(index)!);
		});
	}

	private async toStored(db: Kysely<Schema>, rows: readonly (Selectable<LeadTable> & { updated_at: number })[]): Promise<StoredLead[]> {
		if (rows.length === 0) return [];
		const ids = this.database.list(rows.map(({ id }) => id), 'bigint') as never;
		const found = await db.selectFrom('alias').select(['alias', 'lead_id']).where('lead_id', 'in', ids).orderBy('created_at').orderBy('alias').execute();
		const aliasesOf = new Map(rows.map(({ id }): [number, string[]] => [id, []]));
		for (const { alias, lead_id } of found) aliasesOf.get(lead_id)?.push(alias);
		const suppressions = await findSuppressions(this.database, db, await this.identities.salt(), aliasesOf);
		return rows.map((row) => ({
			key: row.key,
			aliases: aliasesOf.get(row.id)!,
			attributes: readAttributes(row),
			consent: row.consent as Consent | null,
			suppressed: suppressions.get(row.id)?.reason ?? null,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}));
	}
}
