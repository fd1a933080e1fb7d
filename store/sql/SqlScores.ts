import { sql, type Kysely, type Selectable } from 'kysely';
import type { Contribution, ScoreChangeReason, ScoreResult } from '../../engine';
import { normaliseIdentity } from '../identity/normaliseIdentity';
import type { Page, PageQuery } from '../ports/Page';
import type { SaveOutcome, ScoreChange, ScoreSave, Scores, ScoreState, ScoringInput } from '../ports/Scores';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import type { Database } from './Database';
import type { Identities } from './Identities';
import { readCursor } from './readCursor';
import { readScoringInputs } from './readScoringInputs';
import { saveScores } from './saveScores';
import { toPage } from './toPage';

const toScoreState = (row: Selectable<ScoreStateTable>): ScoreState => ({
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

export class SqlScores implements Scores {
	private readonly database: Database;
	private readonly identities: Identities;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async read(modelId: string, keys: readonly string[]): Promise<(ScoringInput | null)[]> {
		if (keys.length === 0) return [];
		const names = keys.map(normaliseIdentity);
		return this.database.read(async (db) => {
			const found = await db.selectFrom('alias').select(['alias', 'lead_id']).where('alias', 'in', this.database.list([...new Set(names)], 'text') as never).execute();
			const inputs = await readScoringInputs(this.database, db, modelId, [...new Set(found.map(({ lead_id }) => lead_id))]);
			const idOf = new Map(found.map(({ alias, lead_id }) => [alias, lead_id]));
			return names.map((name) => inputs.get(idOf.get(name) ?? -1) ?? null);
		});
	}

	async page({ modelId, dueAt, after, limit }: PageQuery & { modelId: string; dueAt: number | null }): Promise<Page<ScoringInput>> {
		return this.database.read(async (db) => {
			const ids = dueAt === null ? await this.pageOfAll(db, after, limit) : await this.pageOfDue(db, modelId, dueAt, after, limit);
			const inputs = await readScoringInputs(this.database, db, modelId, ids.rows.map(({ id }) => id));
			return { next: ids.next, rows: ids.rows.flatMap(({ id }) => inputs.get(id) ?? []) };
		});
	}

	async save(modelId: string, saves: readonly ScoreSave[], now: number, runId?: string): Promise<SaveOutcome[]> {
		if (saves.length === 0) return [];
		return this.database.write((transaction) => saveScores(this.database, this.identities, transaction, { modelId, saves, now, runId: runId ?? null }));
	}

	async get(modelId: string, key: string): Promise<ScoreState | null> {
		return this.database.read(async (db) => {
			const { id } = await this.identities.mustFind(db, key);
			const row = await db.selectFrom('score_state').selectAll().where('lead_id', '=', id).where('model_id', '=', modelId).executeTakeFirst();
			return row ? toScoreState(row) : null;
		});
	}

	async history(modelId: string, key: string, { after, limit }: PageQuery): Promise<Page<ScoreChange>> {
		return this.database.read(async (db) => {
			const { id } = await this.identities.mustFind(db, key);
			let query = db.selectFrom('score_change').selectAll().where('lead_id', '=', id).where('model_id', '=', modelId).orderBy('seq', 'desc').limit(limit + 1);
			if (after !== null) query = query.where('seq', '<', readCursor(after, ['number'])[0]);
			const { rows, next } = toPage(await query.execute(), limit, ({ seq }) => [seq]);
			return {
				next,
				rows: rows.map(({ at, delta, score, band, model_version, reasons }) => ({
					at,
					delta,
					score,
					band,
					modelVersion: model_version,
					reasons: JSON.parse(reasons) as ScoreChangeReason[],
				})),
			};
		});
	}

	private async pageOfAll(db: Kysely<Schema>, after: string | null, limit: number): Promise<Page<{ id: number }>> {
		const [afterId] = after === null ? [-1] : readCursor(after, ['number']);
		return toPage(await db.selectFrom('lead').select('id').where('id', '>', afterId).orderBy('id').limit(limit + 1).execute(), limit, ({ id }) => [id]);
	}

	private async pageOfDue(db: Kysely<Schema>, modelId: string, dueAt: number, after: string | null, limit: number): Promise<Page<{ id: number }>> {
		const [afterDue, afterId] = after === null ? [-1, -1] : readCursor(after, ['number', 'number']);
		// The pair is compared as one, which both backends answer from the index.
		const { rows } = await sql<{ id: number; due_at: number }>`
			select lead_id as id, due_at from review
			where model_id = ${modelId} and due_at <= ${dueAt} and (due_at, lead_id) > (${afterDue}, ${afterId})
			order by due_at, lead_id limit ${limit + 1}
		`.execute(db);
		return toPage(rows, limit, ({ due_at, id }) => [due_at, id]);
	}
}
