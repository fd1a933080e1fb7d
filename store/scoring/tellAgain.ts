import type { Transition } from '../ports/Transitions';
import type { ScoredLead } from './ScoredLead';
import type { Scoring } from './Scoring';

const PAGE_SIZE = 500;

/**
 * The changes of a run that were saved but not told, in pages, each lead as it was scored then as far as that is
 * still known.
 *
 * @param told ids of those that were; grows by the others
 */
export async function* tellAgain(scoring: Scoring, runId: string, told: Set<string>): AsyncGenerator<ScoredLead[]> {
	const { repository, modelId, signal } = scoring;
	let after: string | null = null;
	do {
		signal?.throwIfAborted();
		const page = await repository.transitions.list({ runId, after, limit: PAGE_SIZE });
		const missed = page.rows.filter(({ id }) => !told.has(id));
		const inputs = await repository.scores.read(modelId, missed.map(({ key }) => key));
		const leads: ScoredLead[] = [];
		for (const [index, transition] of missed.entries()) {
			told.add(transition.id);
			const lead = inputs[index]?.lead;
			if (lead) leads.push(await asScored(scoring, lead, transition));
		}
		if (leads.length > 0) yield leads;
		after = page.next;
	} while (after !== null);
}

/** What the lead did later is in the future of that moment; what was learned of it since may show in the reasons. */
async function asScored(scoring: Scoring, lead: ScoredLead['lead'], transition: Transition): Promise<ScoredLead> {
	const { from, to, score, at } = transition;
	const result = { ...scoring.scorer.score(lead, at, from), score, band: to };
	return { lead, result, previousBand: from, transition, enteredBands: await enteredBefore(scoring, transition) };
}

async function enteredBefore({ repository, modelId }: Scoring, { id, key, at }: Transition): Promise<Record<string, number>> {
	const entered: Record<string, number> = {};
	let after: string | null = null;
	do {
		const page = await repository.transitions.list({ modelId, key, after, limit: PAGE_SIZE });
		for (const earlier of page.rows) {
			if (earlier.id === id || earlier.at > at) continue;
			entered[earlier.to] = Math.max(entered[earlier.to] ?? -Infinity, earlier.at);
		}
		after = page.next;
	} while (after !== null);
	return entered;
}
