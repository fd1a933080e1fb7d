import { sql, type Selectable, type Transaction } from 'kysely';
import type { Contribution, ExplainedScore, ScoreResult } from '../../engine';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import type { Database } from './Database';

type Columns = Pick<Selectable<ScoreStateTable>, 'lead_id' | 'score' | 'adjustment' | 'group_points' | 'contributions'>;

/** How leads came to the scores that they have, by id, to tell what changes. */
export async function readExplanations(database: Database, transaction: Transaction<Schema>, modelId: string, leadIds: readonly number[]): Promise<Map<number, ExplainedScore>> {
	if (leadIds.length === 0) return new Map();
	const { rows } = await sql<Columns>`
		select lead_id, score, adjustment, group_points, contributions from score_state
		where model_id = ${modelId} and lead_id in ${database.list(leadIds, 'bigint')}
	`.execute(transaction);
	return new Map(
		rows.map(({ lead_id, score, adjustment, group_points, contributions }) => [
			lead_id,
			{ score, adjustment, groups: JSON.parse(group_points) as ScoreResult['groups'], contributions: JSON.parse(contributions) as Contribution[] },
		]),
	);
}
