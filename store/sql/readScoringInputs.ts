import type { Kysely, Selectable } from 'kysely';
import type { Activity, Adjustment, Contribution } from '../../engine';
import type { ScoreState, ScoringInput } from '../ports/Scores';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import type { Database } from './Database';
import { readAttributes } from './readAttributes';

export const toScoreState = (row: Selectable<ScoreStateTable>): ScoreState => ({
	score: row.score,
	raw: row.raw,
	fit: row.fit,
	engagement: row.engagement,
	grade: row.grade,
	segment: row.segment,
	band: row.band,
	bandSince: row.band_since,
	modelVersion: row.model_version,
	scoredAt: row.scored_at,
	nextReviewAt: row.next_review_at,
	contributions: JSON.parse(row.contributions) as Contribution[],
});

/** Leads with everything that scoring by a model needs, in the order of their ids. */
export async function readScoringInputs(database: Database, db: Kysely<Schema>, modelId: string, leadIds: readonly number[]): Promise<Map<number, ScoringInput>> {
	if (leadIds.length === 0) return new Map();
	const ids = database.list(leadIds, 'bigint') as never;
	// The leads first: what is recorded from here on raises their revision, and a save from this reading will not count.
	const leads = await db.selectFrom('lead').select(['id', 'revision', 'key', 'attributes']).where('id', 'in', ids).execute();
	const states = await db.selectFrom('score_state').selectAll().where('lead_id', 'in', ids).where('model_id', '=', modelId).execute();
	const adjustments = await db.selectFrom('adjustment').selectAll().where('lead_id', 'in', ids).orderBy('created_at').orderBy('id').execute();
	const activities = await db.selectFrom('activity').select(['lead_id', 'id', 'type', 'at', 'properties']).where('lead_id', 'in', ids).execute();

	const activitiesOf = new Map<number, Activity[]>(leads.map(({ id }) => [id, []]));
	for (const { lead_id, id, type, at, properties } of activities) {
		activitiesOf.get(lead_id)?.push(properties === null ? { id, type, at } : { id, type, at, properties: JSON.parse(properties) as Record<string, unknown> });
	}
	const stateOf = new Map(states.map((state) => [state.lead_id, state]));
	const adjustmentsOf = new Map<number, Adjustment[]>();
	for (const { lead_id, points, reason, from_at, until_at } of adjustments) {
		const adjustment = { points, reason, ...(from_at !== null && { from: from_at }), ...(until_at !== null && { until: until_at }) };
		adjustmentsOf.set(lead_id, [...(adjustmentsOf.get(lead_id) ?? []), adjustment]);
	}
	return new Map(
		leads.map(({ id, revision, key, attributes }): [number, ScoringInput] => {
			const state = stateOf.get(id);
			const given = adjustmentsOf.get(id);
			return [
				id,
				{
					id: String(id),
					revision,
					lead: {
						key,
						attributes: readAttributes({ key, attributes }),
						// Sums of decaying points depend on the order in the last bit, so it is always the same.
						activities: activitiesOf.get(id)!.sort((a, b) => Number(a.at) - Number(b.at) || (a.id! < b.id! ? -1 : 1)),
						...(given && { adjustments: given }),
					},
					state: state ? toScoreState(state) : null,
					enteredBands: state ? (JSON.parse(state.entered_bands) as Record<string, number>) : {},
				},
			];
		}),
	);
}
