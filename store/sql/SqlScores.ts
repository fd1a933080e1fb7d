import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { explainChange, type ScoreChangeReason } from '../../engine';
import { normaliseIdentity } from '../identity/normaliseIdentity';
import type { Page, PageQuery } from '../ports/Page';
import type { SaveOutcome, ScoreChange, ScoreSave, Scores, ScoreState, ScoringInput } from '../ports/Scores';
import type { Transition } from '../ports/Transitions';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { followTransitions } from './campaigns/followTransitions';
import { deliverTransitions } from './deliverTransitions';
import type { Identities } from './Identities';
import { readScoringInputs, toScoreState } from './readScoringInputs';
import { toPage } from './toPage';

/** A save that counts, and what it means. */
interface Accepted {
	save: ScoreSave;
	leadId: number;
	transition: Transition | null;
}

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
			const ids = dueAt === null ? await this.pageOfAll(after, limit) : await this.pageOfDue(modelId, dueAt, after, limit);
			const inputs = await readScoringInputs(this.database, db, modelId, ids.rows.map(({ id }) => id));
			return { next: ids.next, rows: ids.rows.flatMap(({ id }) => inputs.get(id) ?? []) };
		});
	}

	async save(modelId: string, saves: readonly ScoreSave[], now: number, runId?: string): Promise<SaveOutcome[]> {
		if (saves.length === 0) return [];
		return this.database.write(async (transaction) => {
			const raised = await this.raise(transaction, saves);
			const accepted: Accepted[] = [];
			const outcomes = saves.map((save): SaveOutcome => {
				const leadId = Number(save.input.id);
				// A second save of the same lead in this batch was scored from what the first has changed.
				if (!raised.delete(leadId)) return { saved: false };
				const transition = transitionOf(modelId, save, now, runId);
				accepted.push({ save, leadId, transition });
				return { saved: true, transition };
			});
			if (accepted.length > 0) await this.write(transaction, modelId, accepted, now);
			return outcomes;
		});
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
			if (after !== null) query = query.where('seq', '<', Number(after));
			const { rows, next } = toPage(await query.execute(), limit, ({ seq }) => String(seq));
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

	private async pageOfAll(after: string | null, limit: number): Promise<Page<{ id: number }>> {
		const rows = await this.database.kysely.selectFrom('lead').select('id').where('id', '>', Number(after ?? -1)).orderBy('id').limit(limit + 1).execute();
		return toPage(rows, limit, ({ id }) => String(id));
	}

	private async pageOfDue(modelId: string, dueAt: number, after: string | null, limit: number): Promise<Page<{ id: number }>> {
		const [afterDue, afterId] = after === null ? [-1, -1] : (JSON.parse(after) as [number, number]);
		// The pair is compared as one, which both backends answer from the index.
		const { rows } = await sql<{ id: number; due_at: number }>`
			select lead_id as id, due_at from review
			where model_id = ${modelId} and due_at <= ${dueAt} and (due_at, lead_id) > (${afterDue}, ${afterId})
			order by due_at, lead_id limit ${limit + 1}
		`.execute(this.database.kysely);
		return toPage(rows, limit, ({ due_at, id }) => JSON.stringify([due_at, id]));
	}

	/** Raises the revisions of the leads that are as they were read, and tells which they are. */
	private async raise(transaction: Transaction<Schema>, saves: readonly ScoreSave[]): Promise<Set<number>> {
		const read = saves.map(({ input }) => ({ id: Number(input.id), revision: input.revision }));
		// On PostgreSQL locked in one order, so that two who save the same leads do not wait for each other.
		const raised = await this.database.forRows<(typeof read)[number], { id: number }>(transaction, { id: 'bigint', revision: 'bigint' }, read, (r) =>
			this.database.dialect === 'postgres'
				? sql`
					with locked as materialized (
						select lead.id from lead join ${r} on lead.id = r.id and lead.revision = r.revision order by lead.id for update of lead
					)
					update lead set revision = lead.revision + 1 from locked where lead.id = locked.id returning lead.id
				`
				: sql`update lead set revision = lead.revision + 1 from ${r} where lead.id = r.id and lead.revision = r.revision returning lead.id`,
		);
		return new Set(raised.map(({ id }) => id));
	}

	private async write(transaction: Transaction<Schema>, modelId: string, accepted: readonly Accepted[], now: number): Promise<void> {
		const states = accepted.map(({ leadId, transition, save: { input, result } }) => ({
			lead_id: leadId,
			score: result.score,
			raw: result.raw,
			fit: result.fit,
			engagement: result.engagement,
			grade: result.grade,
			segment: result.segment,
			band: result.band,
			band_since: transition ? now : (input.state?.bandSince ?? now),
			model_version: result.model.version,
			next_review_at: result.nextReviewAt ? Date.parse(result.nextReviewAt) : null,
			contributions: JSON.stringify(result.contributions),
			entered_bands: JSON.stringify(transition ? { ...input.enteredBands, [result.band]: now } : input.enteredBands),
		}));
		const columns = {
			lead_id: 'bigint',
			score: 'double precision',
			raw: 'double precision',
			fit: 'double precision',
			engagement: 'double precision',
			grade: 'text',
			segment: 'text',
			band: 'text',
			band_since: 'bigint',
			model_version: 'bigint',
			next_review_at: 'bigint',
			contributions: 'text',
			entered_bands: 'text',
		} as const;
		const names = Object.keys(columns).filter((name) => name !== 'lead_id');
		await this.database.forRows(transaction, columns, states, (r) => sql`
			insert into score_state (model_id, scored_at, lead_id, ${sql.join(names.map((name) => sql.ref(name)))})
			select ${modelId}, cast(${now} as bigint), lead_id, ${sql.join(names.map((name) => sql.ref(name)))} from ${r} where true
			on conflict (lead_id, model_id) do update set scored_at = excluded.scored_at,
				${sql.join(names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}
		`);

		const due = states.filter(({ next_review_at }) => next_review_at !== null).map(({ lead_id, next_review_at }) => ({ lead_id, due_at: next_review_at! }));
		await this.database.forRows(transaction, { lead_id: 'bigint', due_at: 'bigint' }, due, (r) => sql`
			insert into review (model_id, lead_id, due_at) select ${modelId}, lead_id, due_at from ${r} where true
			on conflict (lead_id, model_id) do update set due_at = excluded.due_at
		`);
		const certain = states.filter(({ next_review_at }) => next_review_at === null).map(({ lead_id }) => lead_id);
		if (certain.length > 0) await transaction.deleteFrom('review').where('model_id', '=', modelId).where('lead_id', 'in', this.database.list(certain, 'bigint') as never).execute();

		const changes = accepted.flatMap(({ leadId, transition, save: { input, result } }) => {
			const delta = result.score - (input.state?.score ?? 0);
			if (delta === 0 && transition === null) return [];
			const { score, band, model } = result;
			return [{ lead_id: leadId, delta, score, band, model_version: model.version, reasons: JSON.stringify(explainChange(input.state, result)) }];
		});
		const changeColumns = { lead_id: 'bigint', delta: 'double precision', score: 'double precision', band: 'text', model_version: 'bigint', reasons: 'text' } as const;
		await this.database.forRows(transaction, changeColumns, changes, (r) => sql`
			insert into score_change (model_id, at, lead_id, delta, score, band, model_version, reasons)
			select ${modelId}, cast(${now} as bigint), lead_id, delta, score, band, model_version, reasons from ${r}
		`);
		const moved = accepted.flatMap(({ leadId, transition }) => (transition ? [{ leadId, transition }] : []));
		if (moved.length === 0) return;
		await deliverTransitions(this.database, transaction, moved);
		await followTransitions(this.database, transaction, () => this.identities.salt(), moved, now);
	}
}

function transitionOf(modelId: string, { input, result }: ScoreSave, now: number, runId: string | undefined): Transition | null {
	const from = input.state?.band ?? null;
	if (result.band === from) return null;
	return { id: randomUUID(), key: input.lead.key, modelId, from, to: result.band, score: result.score, at: now, runId: runId ?? null };
}
