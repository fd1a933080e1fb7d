import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../schema/Schema';
import type { Database } from '../Database';

export interface OccasionRow {
	id: string;
	consumer: string;
	kind: string;
	lead_id: number;
	at: number;
	details: string;
}

/** Each occasion waits once for each consumer. */
export async function insertOccasions(database: Database, transaction: Transaction<Schema>, rows: readonly OccasionRow[]): Promise<number> {
	if (rows.length === 0) return 0;
	const columns = { id: 'text', consumer: 'text', kind: 'text', lead_id: 'bigint', at: 'bigint', details: 'text' } as const;
	const { numAffectedRows = 0n } = await sql`
		insert into occasion (id, consumer, kind, lead_id, at, details, state, attempts, due_at)
		select id, consumer, kind, lead_id, at, details, 'pending', 0, at from ${database.rows(columns, rows)} where true
		on conflict do nothing
	`.execute(transaction);
	if (numAffectedRows > 0n) await database.announce(transaction);
	return Number(numAffectedRows);
}
