import { sql, type Transaction } from 'kysely';
import { activityDigest } from '../identity/digest';
import type { Activities, ActivityInput, RecordOutcome, StoredActivity } from '../ports/Activities';
import type { Page, PageQuery } from '../ports/Page';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { erasedOutcome } from './erasedOutcome';
import type { Identities } from './Identities';
import { markDue } from './markDue';
import { resolveLeads } from './resolveLeads';
import { storableText } from './storableText';
import { toPage } from './toPage';

interface Meant {
	ok: true;
	leadId: number;
	key: string;
}

const clean = (text: string | undefined): string | null => (text === undefined ? null : storableText(text));

export class SqlActivities implements Activities {
	private readonly database: Database;
	private readonly identities: Identities;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async record(activities: readonly ActivityInput[], now: number): Promise<RecordOutcome[]> {
		if (activities.length === 0) return [];
		const salt = await this.identities.salt();
		const leads = new Map<string, number>();
		for (const { lead } of activities) {
			const identity = this.identities.normalise(lead);
			if (!leads.has(identity)) leads.set(identity, leads.size);
		}
		const drafts = activities.map((activity) => ({
			lead: leads.get(this.identities.normalise(activity.lead))!,
			id: clean(activity.id) ?? activityDigest(activity.type, activity.at, activity.properties),
			type: clean(activity.type) ?? '',
			at: activity.at,
			source: clean(activity.source),
			channel: clean(activity.channel),
			campaign: clean(activity.campaign),
			properties: activity.properties === undefined || Object.keys(activity.properties).length === 0 ? null : JSON.stringify(activity.properties),
		}));

		return this.database.write(async (transaction) => {
			const resolved = await this.resolve(transaction, salt, [...leads.keys()], now);
			const rows = drafts.flatMap(({ lead, ...draft }) => {
				const to = resolved[lead]!;
				return to.ok ? [{ lead_id: to.leadId, ...draft }] : [];
			});
			const columns = { lead_id: 'bigint', id: 'text', type: 'text', at: 'bigint', source: 'text', channel: 'text', campaign: 'text', properties: 'text' } as const;
			const inserted = await this.database.forRows<(typeof rows)[number], { lead_id: number; id: string }>(transaction, columns, rows, (r) => sql`
				insert into activity (lead_id, id, type, at, source, channel, campaign, properties)
				select lead_id, id, type, at, source, channel, campaign, properties from ${r} where true
				on conflict do nothing returning lead_id, id
			`);
			const news = new Set(inserted.map(({ lead_id, id }) => `${lead_id} ${id}`));
			const changed = [...new Set(inserted.map(({ lead_id }) => lead_id))];
			await sql`
				update lead set revision = revision + 1, updated_at = ${now} where id in ${this.database.list(changed, 'bigint')}
			`.execute(transaction);
			await markDue(this.database, transaction, changed, now);
			return drafts.map(({ lead, id }, index) => {
				const to = resolved[lead]!;
				if (!to.ok) return erasedOutcome(activities[index]!.lead);
				// Of two of the same id in one batch, the first is the new one.
				return { ok: true, key: to.key, id, known: !news.delete(`${to.leadId} ${id}`) };
			});
		});
	}

	/**
	 * The leads of these identities, locked. Most are known, and of those nothing is asked but their ids: an identity
	 * that was erased is not among them.
	 */
	private async resolve(transaction: Transaction<Schema>, salt: string, identities: readonly string[], now: number): Promise<(Meant | { ok: false })[]> {
		let query = transaction
			.selectFrom('alias')
			.innerJoin('lead', 'lead.id', 'alias.lead_id')
			.select(['alias.alias', 'lead.id', 'lead.key'])
			.where('alias.alias', 'in', this.database.list(identities, 'text') as never)
			.orderBy('lead.id');
		if (this.database.dialect === 'postgres') query = query.forUpdate('lead');
		const meant = new Map<string, Meant | { ok: false }>((await query.execute()).map(({ alias, id, key }) => [alias, { ok: true, leadId: id, key }]));
		const unknown = identities.filter((identity) => !meant.has(identity));
		const resolved = await resolveLeads(this.database, transaction, salt, unknown.map((identity) => ({ identities: [identity] })), now);
		unknown.forEach((identity, index) => meant.set(identity, resolved[index]!));
		return identities.map((identity) => meant.get(identity)!);
	}

	async list(lead: string, { after, limit }: PageQuery): Promise<Page<StoredActivity>> {
		return this.database.read(async (db) => {
			const { id } = await this.identities.mustFind(db, lead);
			let query = db.selectFrom('activity').select(['id', 'type', 'at', 'source', 'channel', 'campaign', 'properties']).where('lead_id', '=', id).orderBy('at', 'desc').orderBy('id').limit(limit + 1);
			if (after !== null) {
				const [at, afterId] = JSON.parse(after) as [number, string];
				query = query.where((where) => where.or([where('at', '<', at), where.and([where('at', '=', at), where('id', '>', afterId)])]));
			}
			const { rows, next } = toPage(await query.execute(), limit, (row) => JSON.stringify([row.at, row.id]));
			return {
				next,
				rows: rows.map(({ properties, ...row }) => ({ ...row, properties: JSON.parse(properties ?? '{}') as Record<string, unknown> })),
			};
		});
	}
}
