import { sql, type Kysely, type Selectable } from 'kysely';
import type { Activity, Adjustment, Lead } from '../../engine';
import type { EarlierScore, ScoringInput } from '../ports/Scores';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import type { Database } from './Database';
import { JSON_SEPARATOR } from './jsonSeparator';
import { readAttributes } from './readAttributes';
import { slices } from './slices';

interface LeadRow {
	id: number;
	revision: number;
	key: string;
	attributes: string;
	/** `ActivityColumns` as JSON, then each activity's properties as JSON (or nothing, where it has none), with separators between; `null`: no activities. */
	activities: string | null;
	adjusted: boolean | number;
}

/** Of each activity its type and time. */
type ActivityColumns = [string[], number[]];

type EarlierColumns = Pick<Selectable<ScoreStateTable>, 'score' | 'band' | 'band_since' | 'entered_bands'>;

/** Of a lead that was never scored, all of the state is `null`. */
type ScoredLeadRow = LeadRow & (EarlierColumns | { band: null });

/*
 * What is read is made by classes, not by object literals, which Node puts straight among the long-lived where many
 * have outlived a quick collection of garbage, as the thousands of one lead do: the engine's `plainConstructor` tells more.
 */
class ReadActivity implements Activity {
	readonly type: string;
	readonly at: number;
	/** As JSON; empty for none. */
	private readonly json: string;
	private parsed: Record<string, unknown> | undefined;

	constructor(type: string, at: number, json: string) {
		this.type = type;
		this.at = at;
		this.json = json;
		this.parsed = undefined;
	}

	/** Parsed when they are first asked for: most rules do not look at them. */
	get properties(): Record<string, unknown> | undefined {
		if (this.json === '') return undefined;
		return (this.parsed ??= JSON.parse(this.json) as Record<string, unknown>);
	}
}

class ReadLead implements Lead {
	readonly key: string;
	readonly attributes: Record<string, unknown>;
	readonly activities: readonly Activity[];
	declare readonly adjustments?: readonly Adjustment[];

	constructor({ key, attributes, activities }: LeadRow, adjustments: readonly Adjustment[] | undefined) {
		this.key = key;
		this.attributes = readAttributes({ key, attributes });
		this.activities = activities === null ? [] : toActivities(activities);
		if (adjustments) this.adjustments = adjustments;
	}
}

class ReadInput implements ScoringInput {
	readonly id: string;
	readonly revision: number;
	readonly lead: ReadLead;
	readonly state: EarlierScore | null;
	readonly enteredBands: Record<string, number>;

	constructor(row: ScoredLeadRow, adjustments: readonly Adjustment[] | undefined) {
		this.id = String(row.id);
		this.revision = row.revision;
		this.lead = new ReadLead(row, adjustments);
		this.state = row.band === null ? null : { score: row.score, band: row.band, bandSince: row.band_since };
		this.enteredBands = row.band === null ? {} : (JSON.parse(row.entered_bands) as Record<string, number>);
	}
}

/** Sums of decaying points depend on the order in the last bit, so it is always the same. Those of one time have decayed alike. */
function toActivities(text: string): ReadActivity[] {
	const parts = text.split(JSON_SEPARATOR);
	const [types, times] = JSON.parse(parts[0]!) as ActivityColumns;
	const activities: ReadActivity[] = [];
	for (let place = 0; place < types.length; place++) activities.push(new ReadActivity(types[place]!, times[place]!, parts[place + 1]!));
	return activities.sort((a, b) => a.at - b.at);
}

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
	const separator = sql.lit(JSON_SEPARATOR);
	const list = sql.raw(database.dialect === 'postgres' ? 'json_agg' : 'json_group_array');
	// The activities of a lead as one JSON, column by column: a row for each of them would take the driver twice the time,
	// and an object for each the database. What is recorded from here on raises the lead's revision, and a save from this
	// reading will not count.
	const { rows } = await sql<ScoredLeadRow>`
		select lead.id, lead_revision.revision, lead.key, lead.attributes,
			score, band, band_since, entered_bands,
			(
				select '[' || ${list}(type) || ',' || ${list}(at) || ']' || ${separator} || string_agg(coalesce(properties, ''), ${separator})
				from activity where activity.lead_id = lead.id
			) as activities,
			exists (select 1 from adjustment where adjustment.lead_id = lead.id) as adjusted
		from lead join lead_revision on lead_revision.lead_id = lead.id left join score_state on score_state.lead_id = lead.id and score_state.model_id = ${modelId}
		where lead.id in ${database.list(leadIds, 'bigint')}
	`.execute(db);
	const adjustments = await readAdjustments(database, db, rows.filter(({ adjusted }) => adjusted).map(({ id }) => id));

	return rows.map((row) => [row.id, new ReadInput(row, adjustments.get(row.id))]);
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
