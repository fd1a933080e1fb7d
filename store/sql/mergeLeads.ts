import { sql, type Selectable, type Transaction } from 'kysely';
import type { ScoreChangeReason } from '../../engine';
import type { Schema, ScoreStateTable } from '../schema/Schema';
import type { Database } from './Database';
import { writeScoreChanges } from './writeScoreChanges';
import { writeScoreStates } from './writeScoreStates';

type State = Selectable<ScoreStateTable>;

const OF_A_LEAD = ['alias', 'adjustment', 'score_change', 'transition', 'delivery', 'enrollment', 'message', 'occasion'] as const;

/**
 * Moves everything of some leads to others, all of them locked already, and removes the first. Nothing is lost or
 * counted twice: an activity that both have stays once, and of two scores under a model the better-known one stays.
 */
export async function mergeLeads(database: Database, transaction: Transaction<Schema>, merges: readonly { from: number; into: number }[], now: number): Promise<void> {
	if (merges.length === 0) return;
	const intoOf = new Map(merges.map(({ from, into }) => [from, into]));
	const gone = database.list([...intoOf.keys()], 'bigint');
	const moves = database.rows({ from_id: 'bigint', into_id: 'bigint' }, [...intoOf].map(([from_id, into_id]) => ({ from_id, into_id })));

	await sql`
		insert into activity (lead_id, id, type, at, source, channel, campaign, properties)
		select r.into_id, id, type, at, source, channel, campaign, properties from activity join ${moves} on activity.lead_id = r.from_id where true
		on conflict do nothing
	`.execute(transaction);
	await sql`delete from activity where lead_id in ${gone}`.execute(transaction);
	await mergeScores(database, transaction, intoOf, now);
	await endSecondEnrollments(database, transaction, intoOf, now);
	await sql`delete from review where lead_id in ${gone}`.execute(transaction);
	for (const table of OF_A_LEAD) await sql`update ${sql.table(table)} set lead_id = r.into_id from ${moves} where lead_id = r.from_id`.execute(transaction);
	await sql`delete from lead_revision where lead_id in ${gone}`.execute(transaction);
	await sql`delete from lead where id in ${gone}`.execute(transaction);
}

/** The later score is the better-known one; what is left is the same whichever is looked at first. */
const isBetterKnown = (a: State, b: State): boolean => {
	if (a.scored_at !== b.scored_at) return a.scored_at > b.scored_at;
	if (a.model_version !== b.model_version) return a.model_version > b.model_version;
	return a.score !== b.score ? a.score > b.score : a.lead_id < b.lead_id;
};

/** Keeps one score a model; the history of the others is balanced, so that the deltas still add up. */
async function mergeScores(database: Database, transaction: Transaction<Schema>, intoOf: ReadonlyMap<number, number>, now: number): Promise<void> {
	const involved = database.list([...new Set([...intoOf.keys(), ...intoOf.values()])], 'bigint');
	const states = await transaction.selectFrom('score_state').selectAll().where('lead_id', 'in', involved as never).execute();
	const personOf = ({ lead_id }: State): number => intoOf.get(lead_id) ?? lead_id;
	const rivals = new Map<string, State[]>();
	for (const state of states) {
		const name = `${personOf(state)} ${state.model_id}`;
		rivals.set(name, [...(rivals.get(name) ?? []), state]);
	}
	const merged = [...rivals.values()].map((group) => {
		const best = group.reduce((a, b) => (isBetterKnown(b, a) ? b : a));
		return { into: personOf(best), best, lost: group.filter((state) => state !== best) };
	});
	await writeScoreChanges(
		database,
		transaction,
		merged.flatMap(({ into, best, lost }) =>
			lost.map(({ score }) => ({
				model_id: best.model_id,
				lead_id: into,
				at: now,
				delta: -score,
				score: best.score,
				band: best.band,
				model_version: best.model_version,
				reasons: JSON.stringify([
					{ rule: null, label: 'Two records of this person became one', points: -score, because: 'the score of one of them counts no more' },
				] satisfies ScoreChangeReason[]),
			})),
		),
	);
	await sql`delete from score_state where lead_id in ${database.list([...intoOf.keys()], 'bigint')}`.execute(transaction);
	await writeScoreStates(
		database,
		transaction,
		merged.map(({ into, best, lost }) => ({ ...best, lead_id: into, entered_bands: latestEntries([best, ...lost]) })),
	);
}

/** By band, when any of them last entered it: nobody is handed over twice because there were two of them. */
function latestEntries(states: readonly State[]): string {
	const entered = new Map<string, number>();
	for (const { entered_bands } of states) {
		for (const [band, at] of Object.entries(JSON.parse(entered_bands) as Record<string, number>)) entered.set(band, Math.max(entered.get(band) ?? 0, at));
	}
	return JSON.stringify(Object.fromEntries(entered));
}

/** Who is in a campaign twice goes on where it has been for longer. */
async function endSecondEnrollments(database: Database, transaction: Transaction<Schema>, intoOf: ReadonlyMap<number, number>, now: number): Promise<void> {
	const involved = database.list([...new Set([...intoOf.keys(), ...intoOf.values()])], 'bigint');
	const open = await transaction.selectFrom('enrollment').select(['seq', 'lead_id', 'campaign_id']).where('ended_at', 'is', null).where('lead_id', 'in', involved as never).orderBy('seq').execute();
	const first = new Set<string>();
	const second = open.filter(({ lead_id, campaign_id }) => {
		const place = `${intoOf.get(lead_id) ?? lead_id} ${campaign_id}`;
		return first.has(place) || !first.add(place);
	});
	if (second.length === 0) return;
	await transaction
		.updateTable('enrollment')
		.set({ ended_at: now, outcome: 'removed', reason: 'Two records of this person became one', due_at: null })
		.where('seq', 'in', database.list(second.map(({ seq }) => seq), 'bigint') as never)
		.execute();
}
