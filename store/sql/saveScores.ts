import { randomUUID } from 'node:crypto';
import { sql, type Selectable, type Transaction } from 'kysely';
import { explainChange } from '../../engine';
import type { SaveOutcome, ScoreSave } from '../ports/Scores';
import type { Transition } from '../ports/Transitions';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import { followTransitions } from './campaigns/followTransitions';
import type { Database } from './Database';
import { deliverTransitions } from './deliverTransitions';
import type { Identities } from './Identities';
import { readExplanations } from './readExplanations';
import { slices } from './slices';
import { writeScoreChanges } from './writeScoreChanges';
import { writeFirstScoreStates, writeScoreStates } from './writeScoreStates';

const SLICE = 1_000;
/** Scores have at most six decimals; beyond them is noise of the subtraction. */
const MICRO = 1e6;

export interface ScoreSaves {
	modelId: string;
	saves: readonly ScoreSave[];
	now: number;
	runId: string | null;
}

/** A save that counts, and what it means. */
interface Accepted {
	save: ScoreSave;
	leadId: number;
	/** By how much it changes the score. */
	delta: number;
	transition: Transition | null;
}

/** Saves scores whose leads are as they were read, each with its history and, where the band changed, its transition. */
export async function saveScores(database: Database, identities: Identities, transaction: Transaction<Schema>, { modelId, saves, now, runId }: ScoreSaves): Promise<SaveOutcome[]> {
	const outcomes = saves.map((): SaveOutcome => ({ saved: false }));
	// A second save of a lead was scored from what the first one changes. In the order of the leads, so that two who save
	// the same ones never wait for each other in a circle.
	const firsts = new Map<number, number>();
	saves.forEach(({ input }, index) => firsts.has(Number(input.id)) || firsts.set(Number(input.id), index));
	const attempts = [...firsts].sort(([a], [b]) => a - b);

	for (const slice of slices(attempts, SLICE)) {
		const unchanged = await raiseRevisions(database, transaction, slice.map(([id, index]) => ({ id, read: saves[index]!.input.revision })));
		const accepted = slice.flatMap(([leadId, index]): Accepted[] => {
			if (!unchanged.has(leadId)) return [];
			const save = saves[index]!;
			const transition = transitionOf(modelId, save, now, runId);
			outcomes[index] = { saved: true, transition };
			const delta = Math.round((save.result.score - (save.input.state?.score ?? 0)) * MICRO) / MICRO;
			return [{ save, leadId, delta, transition }];
		});
		if (accepted.length > 0) await write(database, identities, transaction, modelId, accepted, now);
	}
	return outcomes;
}

/** Compares and sets, and locks: the ids of the leads that are as they were read. */
async function raiseRevisions(database: Database, transaction: Transaction<Schema>, read: readonly { id: number; read: number }[]): Promise<Set<number>> {
	const asRead = database.rows({ id: 'bigint', read: 'bigint' }, read);
	const { rows } = await (
		database.dialect === 'postgres'
			? sql<{ id: number }>`
				with locked as materialized (select id from lead_revision join ${asRead} on lead_id = id and revision = read order by id for update of lead_revision)
				update lead_revision set revision = revision + 1 from locked where lead_id = id returning id
			`
			: sql<{ id: number }>`update lead_revision set revision = revision + 1 from ${asRead} where lead_id = id and revision = read returning lead_id as id`
	).execute(transaction);
	return new Set(rows.map(({ id }) => id));
}

function transitionOf(modelId: string, { input, result }: ScoreSave, now: number, runId: string | null): Transition | null {
	const from = input.state?.band ?? null;
	if (result.band === from) return null;
	return { id: randomUUID(), key: input.lead.key, modelId, from, to: result.band, score: result.score, at: now, runId };
}

function stateOf(modelId: string, { leadId, transition, save: { input, result } }: Accepted, now: number): Selectable<ScoreStateTable> {
	return {
		model_id: modelId,
		lead_id: leadId,
		score: result.score,
		raw: result.raw,
		fit: result.fit,
		engagement: result.engagement,
		adjustment: result.adjustment,
		grade: result.grade,
		segment: result.segment,
		band: result.band,
		band_since: transition ? now : (input.state?.bandSince ?? now),
		model_version: result.model.version,
		scored_at: now,
		next_review_at: result.nextReviewAt ? Date.parse(result.nextReviewAt) : null,
		group_points: JSON.stringify(result.groups),
		contributions: JSON.stringify(result.contributions),
		entered_bands: JSON.stringify(transition ? { ...input.enteredBands, [result.band]: now } : input.enteredBands),
	};
}

async function write(database: Database, identities: Identities, transaction: Transaction<Schema>, modelId: string, accepted: readonly Accepted[], now: number): Promise<void> {
	const changes = accepted.filter(({ delta, transition }) => delta !== 0 || transition !== null);
	const earlier = await readExplanations(database, transaction, modelId, changes.flatMap(({ leadId, save }) => (save.input.state ? [leadId] : [])));
	const states = accepted.map((each) => stateOf(modelId, each, now));
	const isFirst = (_: unknown, place: number): boolean => accepted[place]!.save.input.state === null;
	await writeFirstScoreStates(database, transaction, states.filter(isFirst));
	await writeScoreStates(database, transaction, states.filter((state, place) => !isFirst(state, place)));
	await planReviews(database, transaction, modelId, states);
	await writeScoreChanges(
		database,
		transaction,
		changes.map(({ leadId, delta, save: { result } }) => {
			const { score, band, model } = result;
			return { model_id: modelId, lead_id: leadId, at: now, delta, score, band, model_version: model.version, reasons: JSON.stringify(explainChange(earlier.get(leadId) ?? null, result)) };
		}),
	);
	const moved = accepted.flatMap(({ leadId, transition }) => (transition ? [{ leadId, transition }] : []));
	if (moved.length === 0) return;
	await deliverTransitions(database, transaction, moved);
	await followTransitions(database, transaction, () => identities.salt(), moved, now);
}

/** When the leads are looked at again; one scored by a version that is not the active one stays due for that. */
async function planReviews(database: Database, transaction: Transaction<Schema>, modelId: string, states: readonly Selectable<ScoreStateTable>[]): Promise<void> {
	const isOfActiveVersion = sql`r.model_version = coalesce((select version from model where id = ${modelId} and active = 1), r.model_version)`;
	const later = states.flatMap(({ lead_id, model_version, next_review_at }) => (next_review_at === null ? [] : [{ lead_id, model_version, due_at: next_review_at }]));
	const never = states.flatMap(({ lead_id, model_version, next_review_at }) => (next_review_at === null ? [{ lead_id, model_version }] : []));
	if (later.length > 0) {
		await sql`
			insert into review (model_id, lead_id, due_at)
			select ${modelId}, lead_id, due_at from ${database.rows({ lead_id: 'bigint', model_version: 'bigint', due_at: 'bigint' }, later)} where ${isOfActiveVersion}
			on conflict (lead_id, model_id) do update set due_at = excluded.due_at where review.due_at <> excluded.due_at
		`.execute(transaction);
	}
	if (never.length > 0) {
		await sql`
			delete from review where model_id = ${modelId}
			and lead_id in (select lead_id from ${database.rows({ lead_id: 'bigint', model_version: 'bigint' }, never)} where ${isOfActiveVersion})
		`.execute(transaction);
	}
}
