import { randomUUID } from 'node:crypto';
import { CompiledQuery, PostgresDriver, sql, type DatabaseConnection, type Kysely } from 'kysely';
import type { Schema } from '../schema/Schema';

/** So long afterwards it can be asked whether a transaction was committed: far longer than anyone tries, in ms. */
const KEPT_MS = 86_400_000;
/** One commit in so many clears away what is older, so much at most. */
const CLEARED_EVERY = 1_000;
const CLEARED_AT_ONCE = 10_000;

/**
 * Leaves a receipt in every transaction that writes, so that it can be asked whether it was committed when the answer got lost.
 * The server's own number of the transaction would not do: after a crash it may give the same one to another.
 */
export class ReceiptDriver extends PostgresDriver {
	/** By what a commit failed with. */
	private readonly receipts = new WeakMap<object, string>();
	private hasTable = false;

	/** The receipt goes with the commit, in one message. */
	override async commitTransaction(connection: DatabaseConnection): Promise<void> {
		// Those that make the tables have none yet, and can be done twice.
		this.hasTable ||= (await connection.executeQuery(CompiledQuery.raw("select 1 where to_regclass('receipt') is not null"))).rows.length > 0;
		if (!this.hasTable) return super.commitTransaction(connection);
		const receipt = `${Date.now()}-${randomUUID()}`;
		try {
			await connection.executeQuery(
				CompiledQuery.raw(`insert into receipt (id, committed) select '${receipt}', 1 where pg_current_xact_id_if_assigned() is not null; commit`),
			);
		} catch (error) {
			if (error instanceof Error) this.receipts.set(error, receipt);
			throw error;
		}
		if (Math.random() * CLEARED_EVERY < 1) await clearAway(connection);
	}

	/**
	 * Whether a transaction was committed although its commit failed with this error. One that the server is still busy
	 * with is waited for; one that was not committed cannot be any more.
	 */
	async wasCommitted(kysely: Kysely<Schema>, error: unknown): Promise<boolean> {
		const receipt = error instanceof Error ? this.receipts.get(error) : undefined;
		if (receipt === undefined) return false;
		// A receipt of its own in that place, so that the answer stays the same however often it gets lost.
		const { rows } = await sql<{ committed: number }>`
			insert into receipt (id, committed) values (${receipt}, 0)
			on conflict (id) do update set committed = receipt.committed returning committed
		`.execute(kysely);
		return rows[0]?.committed === 1;
	}
}

/** The transaction is through: whether this works is of no interest to it. */
async function clearAway(connection: DatabaseConnection): Promise<void> {
	const old = `select id from receipt where id < '${Date.now() - KEPT_MS}' order by id limit ${CLEARED_AT_ONCE} for update skip locked`;
	await connection.executeQuery(CompiledQuery.raw(`delete from receipt where id in (${old})`)).catch(() => undefined);
}
