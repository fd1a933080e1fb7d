import type { Kysely } from 'kysely';
import { normaliseIdentity } from '../identity/normaliseIdentity';
import type { Page } from '../ports/Page';
import type { Consumer, Delivery, DeliveryState, LeasedDelivery, Transition, Transitions } from '../ports/Transitions';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { LeaseQueue } from './LeaseQueue';
import { readCursor } from './readCursor';
import { toPage } from './toPage';

const transitions = (db: Kysely<Schema>) =>
	db
		.selectFrom('transition')
		.innerJoin('lead', 'lead.id', 'transition.lead_id')
		.select(['transition.seq', 'transition.id', 'lead.key', 'transition.model_id', 'from_band', 'to_band', 'transition.score', 'transition.at', 'run_id']);

interface TransitionRow {
	id: string;
	key: string;
	model_id: string;
	from_band: string | null;
	to_band: string;
	score: number;
	at: number;
	run_id: string | null;
}

const toTransition = ({ id, key, model_id, from_band, to_band, score, at, run_id }: TransitionRow): Transition => ({
	id,
	key,
	modelId: model_id,
	from: from_band,
	to: to_band,
	score,
	at,
	runId: run_id,
});

interface DeliveryRow extends TransitionRow {
	consumer: string;
	state: string;
	attempts: number;
	due_at: number;
	lease_until: number | null;
	last_error: string | null;
}

const toDelivery = (row: DeliveryRow): Delivery => ({
	transition: toTransition(row),
	consumer: row.consumer,
	state: row.state as DeliveryState,
	attempts: row.attempts,
	dueAt: row.due_at,
	leaseUntil: row.lease_until,
	lastError: row.last_error,
});

const deliveries = (db: Kysely<Schema>) =>
	transitions(db)
		.innerJoin('delivery', 'delivery.transition_seq', 'transition.seq')
		.select(['consumer', 'state', 'attempts', 'due_at', 'lease_until', 'last_error']);

export class SqlTransitions implements Transitions {
	private readonly database: Database;
	private readonly queue: LeaseQueue;

	constructor(database: Database) {
		this.database = database;
		this.queue = new LeaseQueue(database, 'delivery', 'transition_seq');
	}

	async list({ after, limit, modelId, key, runId, from, to, since }: Parameters<Transitions['list']>[0]): Promise<Page<Transition>> {
		return this.database.read(async (db) => {
			let query = transitions(db).orderBy('transition.seq').limit(limit + 1);
			if (after !== null) query = query.where('transition.seq', '>', readCursor(after, ['number'])[0]);
			if (modelId !== undefined) query = query.where('transition.model_id', '=', modelId);
			if (runId !== undefined) query = query.where('run_id', '=', runId);
			if (from !== undefined) query = query.where('from_band', '=', from);
			if (to !== undefined) query = query.where('to_band', '=', to);
			if (since !== undefined) query = query.where('transition.at', '>=', since);
			if (key !== undefined) {
				query = query.where('transition.lead_id', 'in', (where) => where.selectFrom('alias').select('lead_id').where('alias', '=', normaliseIdentity(key)));
			}
			const { rows, next } = toPage(await query.execute(), limit, ({ seq }) => [seq]);
			return { next, rows: rows.map(toTransition) };
		});
	}

	async subscribe({ id, modelId, from, to }: Consumer): Promise<void> {
		const values = {
			model_id: modelId ?? null,
			from_bands: from === undefined ? null : JSON.stringify(from),
			to_bands: to === undefined ? null : JSON.stringify(to),
		};
		await this.database.write((transaction) =>
			transaction
				.insertInto('consumer')
				.values({ id, ...values })
				.onConflict((conflict) => conflict.column('id').doUpdateSet(values))
				.execute(),
		);
	}

	async unsubscribe(consumerId: string): Promise<void> {
		await this.database.write(async (transaction) => {
			await transaction.deleteFrom('delivery').where('consumer', '=', consumerId).execute();
			await transaction.deleteFrom('consumer').where('id', '=', consumerId).execute();
		});
	}

	async lease(consumerId: string, options: { limit: number; leaseMs: number; now: number }): Promise<LeasedDelivery[]> {
		return this.database.write(async (transaction) => {
			const token = await this.queue.take(transaction, consumerId, options);
			const rows = await deliveries(transaction).where('consumer', '=', consumerId).where('token', '=', token).orderBy('transition.seq').execute();
			return rows.map((row) => ({ ...toDelivery(row), seq: row.seq, token }));
		});
	}

	async acknowledge(deliveries: readonly LeasedDelivery[]): Promise<number> {
		return this.queue.acknowledge(deliveries);
	}

	async fail(deliveries: readonly LeasedDelivery[], error: string, options: { now: number; maxAttempts: number }): Promise<number> {
		return this.queue.fail(deliveries, error, options);
	}

	async renew(deliveries: readonly LeasedDelivery[], leaseUntil: number): Promise<number> {
		return this.queue.renew(deliveries, leaseUntil);
	}

	async release(deliveries: readonly LeasedDelivery[]): Promise<number> {
		return this.queue.release(deliveries);
	}

	async deliveries({ after, limit, consumer, state, key }: Parameters<Transitions['deliveries']>[0]): Promise<Page<Delivery>> {
		return this.database.read(async (db) => {
			let query = deliveries(db).orderBy('transition.seq').orderBy('consumer').limit(limit + 1);
			if (after !== null) {
				const [seq, name] = readCursor(after, ['number', 'string']);
				query = query.where((where) => where.or([where('transition.seq', '>', seq), where.and([where('transition.seq', '=', seq), where('consumer', '>', name)])]));
			}
			if (consumer !== undefined) query = query.where('consumer', '=', consumer);
			if (state !== undefined) query = query.where('state', '=', state);
			if (key !== undefined) {
				query = query.where('transition.lead_id', 'in', (where) => where.selectFrom('alias').select('lead_id').where('alias', '=', normaliseIdentity(key)));
			}
			const { rows, next } = toPage(await query.execute(), limit, (row) => [row.seq, row.consumer]);
			return { next, rows: rows.map(toDelivery) };
		});
	}

	async retry({ transitionId, consumer }: { transitionId?: string; consumer?: string }, now: number): Promise<number> {
		return this.database.write(async (transaction) => {
			let query = transaction.updateTable('delivery').set({ state: 'pending', attempts: 0, due_at: now }).where('state', '=', 'failed');
			if (consumer !== undefined) query = query.where('consumer', '=', consumer);
			if (transitionId !== undefined) query = query.where('transition_seq', 'in', (where) => where.selectFrom('transition').select('seq').where('id', '=', transitionId));
			await this.database.announce(transaction);
			return Number((await query.executeTakeFirst()).numUpdatedRows);
		});
	}
}
