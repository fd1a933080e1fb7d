import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { DeliveryState } from '../ports/Transitions';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { pauseAfter } from './pauseAfter';
import { storableText } from './storableText';

const LONGEST_ERROR = 1_000;

/** A row that was taken; `seq` and `token` together prove the lease. */
export interface Leased {
	consumer: string;
	seq: number;
	token: string;
	attempts: number;
}

/**
 * Rows that wait for consumers: each is taken by one at a time, in order for a lead, given back with back-off when it
 * failed, and done when it was acknowledged. Acknowledging, failing and releasing all need the lease.
 */
export class LeaseQueue {
	private readonly database: Database;
	private readonly table: 'delivery' | 'occasion';
	private readonly seq: string;

	constructor(database: Database, table: 'delivery' | 'occasion', seq: string) {
		this.database = database;
		this.table = table;
		this.seq = seq;
	}

	/** Marks what is due as taken under one token, which is returned. */
	async take(transaction: Transaction<Schema>, consumer: string, { limit, leaseMs, now }: { limit: number; leaseMs: number; now: number }): Promise<string> {
		const token = randomUUID();
		const table = sql.table(this.table);
		const seq = sql.ref(this.seq);
		const locked = this.database.dialect === 'postgres' ? sql`for update skip locked` : sql``;
		await sql`
			update ${table} set token = ${token}, lease_until = ${now + leaseMs}, attempts = attempts + 1
			where consumer = ${consumer} and ${seq} in (
				select ${seq} from ${table} as candidate
				where consumer = ${consumer} and state = 'pending' and due_at <= ${now} and (lease_until is null or lease_until <= ${now})
					and not exists (
						select 1 from ${table} as earlier
						where earlier.lead_id = candidate.lead_id and earlier.consumer = candidate.consumer
							and earlier.state = 'pending' and ${sql.ref(`earlier.${this.seq}`)} < ${sql.ref(`candidate.${this.seq}`)}
					)
				order by ${seq} limit ${limit} ${locked}
			)
		`.execute(transaction);
		return token;
	}

	async acknowledge(leased: Leased): Promise<boolean> {
		return this.settle(leased, sql`state = 'done', last_error = null`);
	}

	async fail(leased: Leased, error: string, { now, maxAttempts }: { now: number; maxAttempts: number }): Promise<DeliveryState | 'lost'> {
		const state: DeliveryState = leased.attempts >= maxAttempts ? 'failed' : 'pending';
		const told = storableText(error).slice(0, LONGEST_ERROR);
		const settled = await this.settle(leased, sql`state = ${state}, last_error = ${told}, due_at = ${now + pauseAfter(leased.attempts)}`);
		return settled ? state : 'lost';
	}

	async release(leased: Leased): Promise<boolean> {
		return this.settle(leased, sql`attempts = attempts - 1`);
	}

	/** The work takes longer: nobody else takes it before `leaseUntil`. */
	async renew({ consumer, seq, token }: Leased, leaseUntil: number): Promise<boolean> {
		return this.database.write(async (transaction) => {
			const { numAffectedRows = 0n } = await sql`
				update ${sql.table(this.table)} set lease_until = ${leaseUntil} where consumer = ${consumer} and ${sql.ref(this.seq)} = ${seq} and token = ${token}
			`.execute(transaction);
			return numAffectedRows > 0n;
		});
	}

	private async settle({ consumer, seq, token }: Leased, change: ReturnType<typeof sql>): Promise<boolean> {
		return this.database.write(async (transaction) => {
			const { numAffectedRows = 0n } = await sql`
				update ${sql.table(this.table)} set ${change}, token = null, lease_until = null
				where consumer = ${consumer} and ${sql.ref(this.seq)} = ${seq} and token = ${token}
			`.execute(transaction);
			return numAffectedRows > 0n;
		});
	}
}
