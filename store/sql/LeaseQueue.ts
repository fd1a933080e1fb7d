import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';
import type { ColumnType, Database } from './Database';
import { pauseAfter } from './pauseAfter';
import { storableText } from './storableText';

const LONGEST_ERROR = 1_000;
/** Whoever has the lease loses it. */
const FREE = sql`token = null, lease_until = null`;

/** A row that was taken; `seq` and `token` together prove the lease. */
export interface Leased {
	consumer: string;
	seq: number;
	token: string;
	attempts: number;
}

/**
 * Rows that wait for consumers: each is taken by one at a time, in order for a lead, given back with back-off when it
 * failed, and done when it was acknowledged. What is done with a lease tells of how many it still held; of the others, nothing changes.
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

	async acknowledge(leased: readonly Leased[]): Promise<number> {
		return this.change(leased, sql`state = 'done', last_error = null, ${FREE}`);
	}

	async fail(leased: readonly Leased[], error: string, { now, maxAttempts }: { now: number; maxAttempts: number }): Promise<number> {
		const told = storableText(error).slice(0, LONGEST_ERROR);
		const rows = leased.map((each) => ({ ...each, state: each.attempts >= maxAttempts ? 'failed' : 'pending', due_at: now + pauseAfter(each.attempts) }));
		return this.change(rows, sql`state = r.state, last_error = ${told}, due_at = r.due_at, ${FREE}`, { state: 'text', due_at: 'bigint' });
	}

	async release(leased: readonly Leased[]): Promise<number> {
		return this.change(leased, sql`attempts = attempts - 1, ${FREE}`);
	}

	/** The work takes longer: nobody else takes it before `leaseUntil`. */
	async renew(leased: readonly Leased[], leaseUntil: number): Promise<number> {
		return this.change(leased, sql`lease_until = ${leaseUntil}`);
	}

	/** Makes a change to the rows of those leases that still hold; in it, `r` has the lease's own columns and those of `more`. */
	private async change<Row extends Leased, More extends Exclude<keyof Row, keyof Leased> & string = never>(
		leased: readonly Row[],
		change: RawBuilder<unknown>,
		more = {} as Record<More, ColumnType>,
	): Promise<number> {
		const columns = { consumer: 'text', seq: 'bigint', token: 'text', ...more } as Record<keyof Row & string, ColumnType>;
		const table = sql.table(this.table);
		return this.database.write(async (transaction) => {
			const { numAffectedRows = 0n } = await sql`
				update ${table} set ${change} from ${this.database.rows(columns, leased)}
				where ${table}.consumer = r.consumer and ${table}.${sql.ref(this.seq)} = r.seq and ${table}.token = r.token
			`.execute(transaction);
			return Number(numAffectedRows);
		});
	}
}
