import { sql, type Transaction } from 'kysely';
import { campaignResults, type Campaign, type CampaignResults, type EnrollmentOutcome, type PassedStep } from '../../../engine';
import { normaliseIdentity } from '../../identity/normaliseIdentity';
import { LeadStoreError } from '../../LeadStoreError';
import type { Campaigns, EnrollmentState, EnrollOutcome, StoredCampaign, StoredEnrollment } from '../../ports/Campaigns';
import type { Page } from '../../ports/Page';
import type { Schema } from '../../schema/Schema';
import type { Database } from '../Database';
import type { Identities } from '../Identities';
import { readCursor } from '../readCursor';
import { storableText } from '../storableText';
import { toPage } from '../toPage';
import { VersionedDocuments, type StoredDocument } from '../VersionedDocuments';
import { countResults } from './countResults';
import type { EnrollmentRow } from './decideSteps';
import { enrollLeads } from './enrollLeads';
import { runningCampaigns, type RunningCampaign } from './runningCampaigns';
import { StepLeases } from './StepLeases';
import { tellEnds } from './tellEnds';

const toCampaign = ({ document, ...stored }: StoredDocument<Campaign>): StoredCampaign => ({ campaign: document, ...stored });

const stateOf = ({ ended_at, due_at, reason }: EnrollmentRow): EnrollmentState => {
	if (ended_at !== null) return 'ended';
	// Of what is taken, too, the moment is kept; a lease that a crash has left behind says nothing.
	if (due_at !== null) return 'open';
	return reason?.startsWith('Could not be sent') ? 'failed' : 'blocked';
};

export class SqlCampaigns extends StepLeases implements Campaigns {
	private readonly documents: VersionedDocuments<Campaign>;

	constructor(database: Database, identities: Identities) {
		super(database, identities);
		this.documents = new VersionedDocuments<Campaign>(database, 'campaign', async (transaction, id, now) => {
			// A new version may change what comes next for everybody.
			await transaction.updateTable('enrollment').set({ due_at: now }).where('campaign_id', '=', id).where('ended_at', 'is', null).where('token', 'is', null).execute();
			await database.announce(transaction);
		});
	}

	async save(campaign: Campaign, now: number): Promise<{ saved: boolean }> {
		return this.documents.save(campaign, now, 'each');
	}

	async saveAsNeeded(campaign: Campaign, now: number): Promise<Campaign> {
		return this.documents.saveAsNeeded(campaign, now);
	}

	async get(id: string, version?: number): Promise<StoredCampaign | null> {
		const found = await this.documents.get(id, version);
		return found && toCampaign(found);
	}

	async list(): Promise<StoredCampaign[]> {
		return (await this.documents.list()).map(toCampaign);
	}

	async enroll(campaignId: string, keys: readonly string[], now: number): Promise<EnrollOutcome[]> {
		const salt = await this.identities.salt();
		return this.database.write(async (transaction) => {
			const running = await this.running(transaction, campaignId);
			const found = await transaction.selectFrom('alias').select(['alias', 'lead_id']).where('alias', 'in', this.database.list(keys.map(normaliseIdentity), 'text') as never).execute();
			const idOf = new Map(found.map(({ alias, lead_id }) => [alias, lead_id]));
			const entry = { to: running.campaign.enter.bands[0]!, modelId: running.campaign.model ?? '' };
			const outcomes = await enrollLeads(
				this.database,
				transaction,
				salt,
				running,
				[...new Set(found.map(({ lead_id }) => lead_id))],
				(lead, last) => running.compiled.enrolls(entry, lead, last, now),
				now,
			);
			return keys.map((key): EnrollOutcome => {
				const outcome = outcomes.get(idOf.get(normaliseIdentity(key)) ?? -1) ?? { ok: false as const, reason: 'There is no such lead in the store' };
				return { key, ...outcome };
			});
		});
	}

	async exit(campaignId: string, keys: readonly string[], reason: string, now: number): Promise<number> {
		return this.database.write(async (transaction) => {
			const ended = await transaction
				.updateTable('enrollment')
				.set({ ended_at: now, outcome: 'removed', reason: storableText(reason), due_at: null, token: null, lease_until: null })
				.where('campaign_id', '=', campaignId)
				.where('ended_at', 'is', null)
				.where('lead_id', 'in', (where) => where.selectFrom('alias').select('lead_id').where('alias', 'in', this.database.list(keys.map(normaliseIdentity), 'text') as never))
				.returning(['id', 'campaign_id', 'lead_id'])
				.execute();
			await tellEnds(this.database, transaction, ended.map(({ id, campaign_id, lead_id }) => ({ id, campaignId: campaign_id, leadId: lead_id, outcome: 'removed', reason })), now);
			return ended.length;
		});
	}

	async enrollments({ after, limit, campaignId, key, state }: Parameters<Campaigns['enrollments']>[0]): Promise<Page<StoredEnrollment>> {
		return this.database.read(async (db) => {
			let query = db.selectFrom('enrollment').innerJoin('lead', 'lead.id', 'enrollment.lead_id').selectAll('enrollment').select('lead.key').orderBy('enrollment.seq').limit(limit + 1);
			if (after !== null) query = query.where('enrollment.seq', '>', readCursor(after, ['number'])[0]);
			if (campaignId !== undefined) query = query.where('campaign_id', '=', campaignId);
			if (key !== undefined) query = query.where('lead_id', 'in', (where) => where.selectFrom('alias').select('lead_id').where('alias', '=', normaliseIdentity(key)));
			if (state === 'ended') query = query.where('ended_at', 'is not', null);
			else if (state !== undefined) {
				query = query.where('ended_at', 'is', null);
				const failed = sql<boolean>`coalesce(reason, '') like 'Could not be sent%'`;
				query = query.where('due_at', state === 'open' ? 'is not' : 'is', null);
				if (state !== 'open') query = query.where(state === 'failed' ? failed : sql<boolean>`not ${failed}`);
			}
			const { rows, next } = toPage(await query.execute(), limit, ({ seq }) => [seq]);
			return {
				next,
				rows: rows.map((row) => ({
					id: row.id,
					campaignId: row.campaign_id,
					key: row.key,
					state: stateOf(row),
					enrolledAt: row.enrolled_at,
					heldOut: row.held_out === 1,
					passed: JSON.parse(row.passed) as PassedStep[],
					nextStep: row.next_step,
					dueAt: row.due_at,
					reason: row.reason,
					outcome: row.outcome as EnrollmentOutcome | 'removed' | null,
					endedAt: row.ended_at,
				})),
			};
		});
	}

	async retry({ campaignId, key }: { campaignId?: string; key?: string }, now: number): Promise<number> {
		return this.database.write(async (transaction) => {
			let query = transaction.updateTable('message').set({ state: 'pending', attempts: 0 }).where('state', '=', 'failed').where('enrollment_id', 'in', (where) => where.selectFrom('enrollment').select('id').where('ended_at', 'is', null));
			if (campaignId !== undefined) query = query.where('campaign_id', '=', campaignId);
			if (key !== undefined) query = query.where('lead_id', 'in', (where) => where.selectFrom('alias').select('lead_id').where('alias', '=', normaliseIdentity(key)));
			const back = await query.returning('enrollment_id').execute();
			await transaction
				.updateTable('enrollment')
				.set({ due_at: now, reason: null })
				.where('ended_at', 'is', null)
				.where('id', 'in', this.database.list(back.map(({ enrollment_id }) => enrollment_id), 'text') as never)
				.execute();
			if (back.length > 0) await this.database.announce(transaction);
			return back.length;
		});
	}

	async nextDueAt(campaignId: string): Promise<number | null> {
		return this.database.read(async (db) => {
			const row = await db
				.selectFrom('enrollment')
				.select(['due_at', 'lease_until'])
				.where('campaign_id', '=', campaignId)
				.where('ended_at', 'is', null)
				.where('due_at', 'is not', null)
				.orderBy('due_at')
				.limit(1)
				.executeTakeFirst();
			return row ? Math.max(row.due_at!, row.lease_until ?? 0) : null;
		});
	}

	async results(campaignId: string): Promise<CampaignResults> {
		return this.database.read(async (db) => {
			const stored = await this.get(campaignId);
			if (!stored) throw noCampaign(campaignId, this.database.place);
			return campaignResults(stored.campaign, await countResults(this.database, db, stored.campaign));
		});
	}

	private async running(transaction: Transaction<Schema>, campaignId: string): Promise<RunningCampaign> {
		const [running] = await runningCampaigns(transaction, campaignId);
		if (!running) throw noCampaign(campaignId, this.database.place);
		return running;
	}

}

const noCampaign = (id: string, place: string): LeadStoreError =>
	new LeadStoreError('notFound', `There is no campaign '${id}' in ${place}`, "Save it first: Lead Store node, 'Campaign', 'Save', or a Nurture Campaign Trigger that defines it.");
