import { type Kysely, type Selectable } from 'kysely';
import { identityDigest } from '../identity/digest';
import type { Consent, LeadInput, Leads, StoredLead, UpsertOutcome } from '../ports/Leads';
import type { Page, PageQuery } from '../ports/Page';
import type { LeadTable, Schema } from '../schema/Schema';
import type { Database } from './Database';
import { erasedOutcome } from './erasedOutcome';
import type { Identities } from './Identities';
import { readAttributes } from './readAttributes';
import { resolveLeads, type Patch } from './resolveLeads';
import { toPage } from './toPage';

const TABLES_OF_LEAD = ['activity', 'adjustment', 'score_state', 'review', 'score_change', 'transition', 'delivery', 'enrollment', 'message', 'occasion', 'alias'] as const;

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
			const rows = await db.selectFrom('lead').selectAll().where('id', '=', found.id).execute();
			return (await this.toStored(db, rows))[0] ?? null;
		});
	}

	async list({ after, limit, modelId, band }: PageQuery & { modelId?: string; band?: string }): Promise<Page<StoredLead>> {
		return this.database.read(async (db) => {
			let query = db.selectFrom('lead').selectAll('lead').orderBy('lead.id').limit(limit + 1);
			if (after !== null) query = query.where('lead.id', '>', Number(after));
			if (band !== undefined) {
				query = query.where((where) =>
					where.exists(
						where
							.selectFrom('score_state')
							.select('score_state.lead_id')
							.whereRef('score_state.lead_id', '=', 'lead.id')
							.where('score_state.band', '=', band)
							.$if(modelId !== undefined, (states) => states.where('score_state.model_id', '=', modelId!)),
					),
				);
			}
			const { rows, next } = toPage(await query.execute(), limit, ({ id }) => String(id));
			return { rows: await this.toStored(db, rows), next };
		});
	}

	async erase(key: string, now: number): Promise<{ erased: boolean; activities: number }> {
		const identity = this.identities.normalise(key);
		const salt = await this.identities.salt();
		const outcome = await this.database.write(async (transaction) => {
			const found = await this.identities.find(transaction, identity);
			const aliases = found ? await transaction.selectFrom('alias').select('alias').where('lead_id', '=', found.id).execute() : [];
			await transaction
				.insertInto('suppression')
				.values([...new Set([identity, ...aliases.map(({ alias }) => alias)])].map((each) => ({ digest: identityDigest(salt, each), reason: 'erased', note: null, at: now })))
				.onConflict((conflict) => conflict.column('digest').doUpdateSet({ reason: 'erased', note: null, at: now }))
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
		if (outcome.erased) await this.database.scrub();
		return outcome;
	}

	private async lay(leads: readonly LeadInput[], now: number): Promise<(UpsertOutcome & { merged?: string[] })[]> {
		if (leads.length === 0) return [];
		const normalise = (identities: readonly string[]): string[] => [...new Set(identities.map((identity) => this.identities.normalise(identity)))];
		const patches = leads.map(({ key, aliases = [], visitors = [], attributes, consent }): Patch => ({
			identities: normalise([key, ...aliases]),
			visitors: normalise(visitors),
			...(attributes && { attributes }),
			...(consent && { consent }),
		}));
		const salt = await this.identities.salt();
		const resolved = await this.database.write((transaction) => resolveLeads(this.database, transaction, salt, patches, now));
		return resolved.map((each, index) => {
			if (!each.ok) return erasedOutcome(leads[index]!.key);
			const { key, created, changed, merged } = each;
			return { ok: true, key, created, changed, ...(merged.length > 0 && { merged }) };
		});
	}

	private async toStored(db: Kysely<Schema>, rows: readonly Selectable<LeadTable>[]): Promise<StoredLead[]> {
		if (rows.length === 0) return [];
		const ids = this.database.list(rows.map(({ id }) => id), 'bigint') as never;
		const aliases = await db.selectFrom('alias').select(['alias', 'lead_id']).where('lead_id', 'in', ids).orderBy('created_at').orderBy('alias').execute();
		const salt = await this.identities.salt();
		const digests = new Map(aliases.map(({ alias, lead_id }) => [identityDigest(salt, alias), lead_id]));
		const suppressed = await db
			.selectFrom('suppression')
			.select(['digest', 'reason'])
			.where('digest', 'in', this.database.list([...digests.keys()], 'text') as never)
			.execute();
		const reasons = new Map(suppressed.map(({ digest, reason }) => [digests.get(digest), reason]));
		return rows.map((row) => ({
			key: row.key,
			aliases: aliases.filter(({ lead_id }) => lead_id === row.id).map(({ alias }) => alias),
			attributes: readAttributes(row),
			consent: row.consent as Consent | null,
			suppressed: reasons.get(row.id) ?? null,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}));
	}
}
