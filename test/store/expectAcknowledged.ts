import type { LeadRepository } from '../../store';
import type { Told } from './eventProcess';
import { expectSound } from './expectSound';
import { movingModel } from './movingModel';

/**
 * Expects everything that processes told to be in the store: each event, each score, each change of band; of the batches
 * that they could not tell of all events or none; and each lead to be of one piece.
 *
 * @param keys all leads
 * @param batchSize events in a batch, whose ids are `<batch>.<event>`
 */
export async function expectAcknowledged(repository: LeadRepository, keys: readonly string[], told: readonly Told[], batchSize: number): Promise<void> {
	const stored = new Set<string>();
	const scoredAt = new Map<string, number>();
	const transitionIds = new Set<string>();
	for (const key of keys) {
		const { state, activities, path } = await expectSound(repository, movingModel.id, key);
		for (const { id } of activities) stored.add(id);
		for (const { id } of path) transitionIds.add(id);
		scoredAt.set(key, state?.scoredAt ?? -Infinity);
	}

	const sizes = new Map<string, number>();
	for (const id of stored) {
		const batch = id.slice(0, id.lastIndexOf('.'));
		sizes.set(batch, (sizes.get(batch) ?? 0) + 1);
	}
	expect([...sizes].filter(([, size]) => size !== batchSize)).toEqual([]);

	const acknowledged = told.flatMap((each) => (each.what === 'recorded' ? each.outcomes.map((outcome) => ({ ...outcome, asked: each.asked })) : []));
	// Each event comes in one batch alone: one that is known at the first call was written twice by it.
	expect(acknowledged.filter((outcome) => !outcome.ok || (outcome.known && outcome.asked === 1))).toEqual([]);
	expect(acknowledged.filter((outcome) => outcome.ok && !stored.has(outcome.id))).toEqual([]);
	const scored = told.flatMap((each) => (each.what === 'scored' ? [each] : []));
	expect(scored.filter(({ keys: ofCall, since }) => ofCall.some((key) => scoredAt.get(key)! < since))).toEqual([]);
	expect(scored.flatMap(({ transitions }) => transitions).filter(({ id }) => !transitionIds.has(id))).toEqual([]);
}
