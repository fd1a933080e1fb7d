import type { Insertable, Transaction } from 'kysely';
import type { Schema, ScoreChangeTable } from '../schema/Schema';
import type { Database } from './Database';

const columns = {
	model_id: 'text',
	lead_id: 'bigint',
	at: 'bigint',
	delta: 'double precision',
	score: 'double precision',
	band: 'text',
	model_version: 'bigint',
	reasons: 'json',
} as const;

/** Adds to the history of scores. */
export async function writeScoreChanges(database: Database, transaction: Transaction<Schema>, changes: readonly Omit<Insertable<ScoreChangeTable>, 'seq'>[]): Promise<void> {
	await database.insert(transaction, 'score_change', columns, changes);
}
