import { setImmediate } from 'node:timers/promises';
import { LeadStoreError } from '../LeadStoreError';
import type { ScoringInput } from '../ports/Scores';
import type { ScoredLead, ScoreOutcome } from './ScoredLead';
import type { Scoring } from './Scoring';
import { scoreStored } from './scoreStored';
import { FIRST_PART, sizeOfPart } from './sizeOfPart';
import { tellAgain } from './tellAgain';

/**
 * Reads the leads of these keys, scores them and saves the scores. Where the store fails, what was saved before is told
 * all the same.
 *
 * @param scoring its `runId` must be of this call alone, to find again what was saved though the store's answer got lost
 * @param keys each once; two of the same lead get the same outcome
 * @returns by key
 */
export async function scoreKeys(scoring: Scoring & { runId: string }, keys: readonly string[]): Promise<Map<string, ScoreOutcome>> {
	const { repository, modelId, signal } = scoring;
	const outcomes = new Map<string, ScoreOutcome>();
	for (let start = 0, size = FIRST_PART; start < keys.length; ) {
		signal?.throwIfAborted();
		const part = keys.slice(start, start + size);
		try {
			const inputs = await repository.scores.read(modelId, part);
			size = sizeOfPart(inputs);
			await setImmediate();
			const byLead = new Map(inputs.map((input) => [input?.id, input]));
			const scored = await scoreStored(scoring, [...byLead.values()] as (ScoringInput | null)[]);
			const outcomeOf = new Map([...byLead.keys()].map((id, index) => [id, scored[index]!]));
			await setImmediate();
			for (const [index, key] of part.entries()) outcomes.set(key, outcomeOf.get(inputs[index]?.id)!);
		} catch (error) {
			if (!(error instanceof LeadStoreError)) throw error;
			for (const key of keys.slice(start)) outcomes.set(key, { ok: false, error });
			break;
		}
		start += part.length;
	}
	await findLost(scoring, outcomes);
	return outcomes;
}

/** A save whose answer got lost is done again, finds its work done, and tells no change: the change is looked up. */
async function findLost(scoring: Scoring & { runId: string }, outcomes: Map<string, ScoreOutcome>): Promise<void> {
	const told = new Set<string>();
	const retried = new Map<string, ScoredLead & { ok: true; attempts: number }>();
	for (const outcome of outcomes.values()) {
		if (!outcome.ok) continue;
		if (outcome.transition) told.add(outcome.transition.id);
		else if (outcome.attempts > 1) retried.set(outcome.lead.key, outcome);
	}
	if (retried.size === 0) return;
	for await (const lost of tellAgain(scoring, scoring.runId, told)) {
		for (const scored of lost) {
			const outcome = retried.get(scored.lead.key);
			if (outcome) Object.assign(outcome, scored);
		}
	}
}
