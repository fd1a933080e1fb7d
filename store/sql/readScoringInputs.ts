import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import type { Activity, Adjustment, Contribution, ScoreResult } from '../../engine';
import type { ScoreState, ScoringInput } from '../ports/Scores';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import type { Database } from './Database';
import { readAttributes } from './readAttributes';
import { slices } from './slices';

interface LeadRow {
	id: number;
	revision: number;
	key: string;
	attributes: string;
	/** JSON; `null`: none. */
	activities: string | null;
	adjusted: boolean | number;
}

/** Of a lead that was never scored, all of the state is `null`. */
type ScoredLeadRow = LeadRow & (Selectable<ScoreStateTable> | { band: null });

export const toScoreState = (row: Selectable<ScoreStateTable>): ScoreState => ({
	score: row.score,
	raw: row.raw,
	fit: row.fit,
	engagement: row.engagement,
	adjustment: row.adjustment,
	grade: row.grade,
	segment: row.segment,
	band: row.band,
	bandSince: row.band_since,
	modelVersion: row.model_version,
	scoredAt: row.scored_at,
	nextReviewAt: row.next_review_at,
	groups: JSON.parse(row.group_points) as ScoreResult['groups'],
	contributions: JSON.parse(row.contributions) as Contribution[],
});

/** Leads that are read by one statement; a file is read by this process itself, which holds the event loop meanwhile. */
const SLICE = { sqlite: 250, postgres: 1_000 };

/** Leads with everything that scoring by a model needs, by id. */
export async function readScoringInputs(database: Database, db: Kysely<Schema>, modelId: string, leadIds: readonly number[]): Promise<Map<number, ScoringInput>> {
	const inputs = new Map<number, ScoringInput>();
	for (const slice of slices(leadIds, SLICE[database.dialect])) {
		for (const [id, input] of await readSlice(database, db, modelId, slice)) inputs.set(id, input);
	}
	return inputs;
}

async function readSlice(database: Database, db: Kysely<Schema>, modelId: string, leadIds: readonly number[]): Promise<[number, ScoringInput][]> {
	const quoted = (column: string): RawBuilder<string> => (database.dialect === 'postgres' ? sql`to_json(${sql.ref(column)})::text` : sql`json_quote(${sql.ref(column)})`);
	// The activities of a lead as one JSON: a row for each of them would take the driver twice the time. What is
	// recorded from here on raises the lead's revision, and a save from this reading will not count.
	const { rows } = await sql<ScoredLeadRow>`
		select lead.revision, lead.key, lead.attributes, score_state.*, lead.id,
			(
				select '[' || string_agg('{"id":' || ${quoted('id')} || ',"type":' || ${quoted('type')} || ',"at":' || at || coalesce(',"properties":' || properties, '') || '}', ',') || ']'
				from activity where activity.lead_id = lead.id
			) as activities,
			exists (select 1 from adjustment where adjustment.lead_id = lead.id) as adjusted
		from lead left join score_state on score_state.lead_id = lead.id and score_state.model_id = ${modelId}
		where lead.id in ${database.list(leadIds, 'bigint')}
	`.execute(db);
	const adjustments = await readAdjustments(database, db, rows.filter(({ adjusted }) => adjusted).map(({ id }) => id));

	return rows.map((row): [number, ScoringInput] => {
		const { id, revision, key, attributes, activities } = row;
		const given = adjustments.get(id);
		const isScored = row.band !== null;
		return [
			id,
			{
				id: String(id),
				revision,
				lead: {
					key,
					attributes: readAttributes({ key, attributes }),
					// Sums of decaying points depend on the order in the last bit, so it is always the same.
					activities: (JSON.parse(activities ?? '[]') as Activity[]).sort((a, b) => Number(a.at) - Number(b.at) || (a.id! < b.id! ? -1 : 1)),
					...(given && { adjustments: given }),
				},
				state: isScored ? toScoreState(row) : null,
				enteredBands: isScored ? (JSON.parse(row.entered_bands) as Record<string, number>) : {},
			},
		];
	});
}

async function readAdjustments(database: Database, db: Kysely<Schema>, leadIds: readonly number[]): Promise<Map<number, Adjustment[]>> {
	const adjustmentsOf = new Map<number, Adjustment[]>();
	if (leadIds.length === 0) return adjustmentsOf;
	const ids = database.list(leadIds, 'bigint') as never;
	const rows = await db.selectFrom('adjustment').selectAll().where('lead_id', 'in', ids).orderBy('created_at').orderBy('id').execute();
	for (const { lead_id, points, reason, from_at, until_at } of rows) {
		const adjustment = { points, reason, ...(from_at !== null && { from: from_at }), ...(until_at !== null && { until: until_at }) };
		adjustmentsOf.set(lead_id, [...(adjustmentsOf.get(lead_id) ?? []), adjustment]);
	}
	return adjustmentsOf;
}
