import type { Bare, Columns, Row } from './Bare.ts';
import { changeColumns, reviewColumns, stateColumns, transitionColumns, type ScoreRows } from './rows.ts';

const replace = (columns: Columns): string =>
	`on conflict (lead_id, model_id) do update set ${Object.keys(columns)
		.map((name) => `${name} = excluded.${name}`)
		.join(', ')}`;
const replaceState = replace(stateColumns);
const replaceReview = replace(reviewColumns);

/** Writes all rows of some scores within a transaction, as the store does. */
export async function writeScores(bare: Bare, scores: readonly ScoreRows[]): Promise<void> {
	const present = (rows: (Row | null)[]): Row[] => rows.filter((row) => row !== null);
	const write = async (table: string, columns: Columns, rows: Row[], end?: string) => rows.length > 0 && bare.insert(table, columns, rows, end);
	await bare.forLeads('update lead_revision set revision = revision + 1 where lead_id', scores.map(({ leadId }) => leadId));
	await write('score_state', stateColumns, scores.map(({ state }) => state), replaceState);
	await write('review', reviewColumns, present(scores.map(({ review }) => review)), replaceReview);
	await bare.forLeads('delete from review where lead_id', scores.filter(({ review }) => review === null).map(({ leadId }) => leadId));
	await write('score_change', changeColumns, present(scores.map(({ change }) => change)));
	await write('transition', transitionColumns, present(scores.map(({ transition }) => transition)));
}
