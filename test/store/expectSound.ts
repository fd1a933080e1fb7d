import type { Scorer } from '../../engine';
import type { LeadRepository, ScoreState, StoredActivity, Transition } from '../../store';
import { transitionsOf } from './transitionsOf';

const ALL = { after: null, limit: 5_000 };

/**
 * Expects a lead's score, history and transitions to be of one piece: each change of band follows from the one before and
 * ends in the present band, the deltas add up to the present score, and the reasons of each change to its delta.
 *
 * @returns its state, `null` if it was never scored, its activities and its transitions
 */
export async function expectSound(repository: LeadRepository, modelId: string, key: string): Promise<{ state: ScoreState | null; activities: StoredActivity[]; path: Transition[] }> {
	const path = await transitionsOf(repository, { key });
	const { rows: history } = await repository.scores.history(modelId, key, ALL);
	const { rows: activities } = await repository.activities.list(key, ALL);
	const state = await repository.scores.get(modelId, key);
	expect(path.map(({ from, to }) => [from, to])).toEqual(path.map(({ to }, index) => [path[index - 1]?.to ?? null, to]));
	expect(path.every(({ from, to }) => from !== to)).toBe(true);
	expect(path.at(-1)?.to ?? null).toBe(state?.band ?? null);
	const changesOfBand = history.map(({ band }) => band).reverse().filter((band, index, bands) => band !== bands[index - 1]);
	expect(changesOfBand).toEqual(path.map(({ to }) => to));
	expect(history.reduce((sum, { delta }) => sum + delta, 0)).toBeCloseTo(state?.score ?? 0, 6);
	expect(history.filter(({ delta, reasons }) => Math.abs(reasons.reduce((sum, { points }) => sum + points, 0) - delta) > 1e-6)).toEqual([]);
	return { state, activities, path };
}

/** Expects a lead's score to be that of everything the store knows of it. */
export async function expectScored(repository: LeadRepository, modelId: string, key: string, scorer: Scorer): Promise<void> {
	const [input] = await repository.scores.read(modelId, [key]);
	const state = await repository.scores.get(modelId, key);
	expect(state).toMatchObject({ score: scorer.score(input!.lead, state!.scoredAt, state!.band).score });
}
