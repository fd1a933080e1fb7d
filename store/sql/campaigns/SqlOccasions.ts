import { sql, type Kysely } from 'kysely';
import { DAY_MS } from '../../dayMs';
import { LeadStoreError } from '../../LeadStoreError';
import type { LeasedOccasion, Occasion, OccasionConsumer, Occasions } from '../../ports/Occasions';
import type { Schema } from '../../schema/Schema';
import { asBigint } from '../asBigint';
import type { Database } from '../Database';
import { LeaseQueue } from '../LeaseQueue';
import { insertOccasions } from './insertOccasions';

const PAGE = 1_000;

const occasions = (db: Kysely<Schema>, consumer: string) =>
	db
		.selectFrom('occasion')
		.innerJoin('lead', 'lead.id', 'occasion.lead_id')
		.select(['occasion.seq', 'occasion.id', 'consumer', 'kind', 'occasion.at', 'details', 'attempts', 'lead.key'])
		.where('consumer', '=', consumer)
		.orderBy('occasion.seq');

const toOccasion = ({ id, key, at, kind, details }: { id: string; key: string; at: number; kind: string; details: string }): Occasion =>
	({ id, key, at, kind, ...(JSON.parse(details) as object) }) as Occasion;

export class SqlOccasions implements Occasions {
	private readonly database: Database;
	private readonly queue: LeaseQueue;

	constructor(database: Database) {
		this.database = database;
		this.queue = new LeaseQueue(database, 'occasion', 'seq');
	}

	async subscribe({ id, kind, campaignId, quietDays }: OccasionConsumer): Promise<void> {
		const values = { kind, campaign_id: campaignId ?? null, quiet_days: quietDays ?? null };
		await this.database.write((transaction) =>
			transaction
				.insertInto('occasion_consumer')
				.values({ id, ...values })
				.onConflict((conflict) => conflict.column('id').doUpdateSet(values))
				.execute(),
		);
	}

	async unsubscribe(consumerId: string): Promise<void> {
		await this.database.write(async (transaction) => {
			await transaction.deleteFrom('occasion').where('consumer', '=', consumerId).execute();
			await transaction.deleteFrom('occasion_consumer').where('id', '=', consumerId).execute();
		});
	}

	async findQuiet(consumerId: string, now: number): Promise<number> {
		const consumer = await this.database.read((db) => db.selectFrom('occasion_consumer').selectAll().where('id', '=', consumerId).executeTakeFirst());
		if (consumer?.quiet_days === undefined || consumer.quiet_days === null) {
			throw new LeadStoreError('notFound', `'${consumerId}' has not asked for leads that went quiet`, 'Subscribe first.');
		}
		const before = now - consumer.quiet_days * DAY_MS;
		let found = 0;
		for (let after = -1; ; ) {
			const { rows } = await this.database.read((db) =>
				sql<{ id: number; last: number | null }>`
					select lead.id, (select max(at) from activity where activity.lead_id = lead.id and at <= ${asBigint(now)}) as last
					from lead where lead.id > ${after} order by lead.id limit ${PAGE}
				`.execute(db),
			);
			if (rows.length === 0) return found;
			after = rows.at(-1)!.id;
			const quiet = rows.flatMap(({ id, last }) => (last === null || last > before ? [] : [{ id, last }]));
			found += await this.database.write((transaction) =>
				insertOccasions(
					this.database,
					transaction,
					quiet.map(({ id, last }) => ({
						// The same silence is told once; after another activity there may be another one.
						id: `quiet:${id}:${last}`,
						consumer: consumerId,
						kind: 'quiet',
						lead_id: id,
						at: now,
						details: JSON.stringify({ lastActivityAt: last }),
					})),
				),
			);
		}
	}

	async lease(consumerId: string, options: { limit: number; leaseMs: number; now: number }): Promise<LeasedOccasion[]> {
		return this.database.write(async (transaction) => {
			const token = await this.queue.take(transaction, consumerId, options);
			const rows = await occasions(transaction, consumerId).where('token', '=', token).execute();
			return rows.map(({ seq, consumer, attempts, ...row }) => ({ seq, consumer, attempts, token, occasion: toOccasion(row) }));
		});
	}

	async peek(consumerId: string): Promise<Occasion | null> {
		const row = await this.database.read((db) => occasions(db, consumerId).where('state', '=', 'pending').limit(1).executeTakeFirst());
		return row ? toOccasion(row) : null;
	}

	async acknowledge(leased: readonly LeasedOccasion[]): Promise<number> {
		return this.queue.acknowledge(leased);
	}

	async fail(leased: readonly LeasedOccasion[], error: string, options: { now: number; maxAttempts: number }): Promise<number> {
		return this.queue.fail(leased, error, options);
	}

	async renew(leased: readonly LeasedOccasion[], leaseUntil: number): Promise<number> {
		return this.queue.renew(leased, leaseUntil);
	}

	async release(leased: readonly LeasedOccasion[]): Promise<number> {
		return this.queue.release(leased);
	}
}
