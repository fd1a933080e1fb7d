import { sql, type Selectable, type Transaction } from 'kysely';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import type { Database } from './Database';

const columns = {
	model_id: 'text',
	lead_id: 'bigint',
	score: 'double precision',
	raw: 'double precision',
	fit: 'double precision',
	engagement: 'double precision',
	adjustment: 'double precision',
	grade: 'text',
	segment: 'text',
	band: 'text',
	band_since: 'bigint',
	model_version: 'bigint',
	scored_at: 'bigint',
	next_review_at: 'bigint',
	group_points: 'json',
	contributions: 'json',
	entered_bands: 'json',
} as const;

const changes = sql.join(Object.keys(columns).map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`));

/** Writes scores, over those that the leads have under the same models. */
export async function writeScoreStates(database: Database, transaction: Transaction<Schema>, states: readonly Selectable<ScoreStateTable>[]): Promise<void> {
	await database.insert(transaction, 'score_state', columns, states, sql`on conflict (lead_id, model_id) do update set ${changes}`);
}

/** Writes scores of leads that have none yet under the same models. */
export async function writeFirstScoreStates(database: Database, transaction: Transaction<Schema>, states: readonly Selectable<ScoreStateTable>[]): Promise<void> {
	await database.insert(transaction, 'score_state', columns, states);
}
