import type { BenchLead } from '../makeLead.ts';
import { BATCH, type Outcome, type Peer } from '../peers/Peer.ts';

/** Of so many leads the reasons are compared, too. */
const EXPLAINED = 10_000;

/**
 * Scores the first leads (`leads.length` at most; slow peers fewer) with every peer and compares each outcome with the first peer's, and
 * the reasons with those of the first peer that tells any.
 * Returns for how many leads each agreed; throws at the first difference.
 */
export async function checkOutcomes(peers: readonly Peer[], leads: readonly BenchLead[]): Promise<Map<Peer, number>> {
	const checked = new Map<Peer, number>();
	const expected: Outcome[] = [];
	const explained: string[] = [];
	for (const peer of peers) {
		const count = Math.min(leads.length, peer.leadsPerRound);
		const outcomes: Outcome[] = [];
		for (let from = 0; from < count; from += BATCH) {
			const to = Math.min(from + BATCH, count);
			await peer.run(leads, from, to, outcomes);
			for (let index = from; index < to; index++) {
				const { score, band, contributions = [] } = outcomes[index % BATCH]!;
				if (index < EXPLAINED && contributions.length > 0) {
					const reasons = JSON.stringify(contributions);
					explained[index] ??= reasons;
					if (reasons !== explained[index]) throw new Error(`Lead ${index}: ${peer.name} gives the reasons ${reasons}, another one ${explained[index]}`);
				}
				if (peer === peers[0]) expected[index] = { score, band };
				const wanted = expected[index]!;
				if (score === wanted.score && band === wanted.band) continue;
				throw new Error(`Lead ${index}: ${peer.name} says ${score} (${band}), ${peers[0]?.name} ${wanted.score} (${wanted.band})`);
			}
		}
		checked.set(peer, count);
	}
	return checked;
}
