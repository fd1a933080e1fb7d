import type { BenchLead } from '../makeLead.ts';
import type { Outcome, Peer } from '../peers/Peer.ts';

export interface Timing {
	peer: Peer;
	/** µs a lead on the clock, one figure a round. */
	clock: number[];
	/** µs of processor time a lead, of all threads, garbage collection included: steadier on a busy machine. One figure a round. */
	processor: number[];
}

export interface InterleaveOptions {
	leads: readonly BenchLead[];
	rounds: number;
	/** Rounds before, not counted, in which the compiler learns. */
	warmUpRounds: number;
	/** Called as each round begins; those of the warm-up are below 0. */
	onRound?: (round: number) => void;
}

/**
 * Times the peers by turns: each once a round, the first of a round being another one each time, so that what happens to the machine
 * meanwhile happens to all of them. Garbage is not collected on purpose in between: the sweep after it would be counted to everyone.
 */
export async function interleave(peers: readonly Peer[], { leads, rounds, warmUpRounds, onRound }: InterleaveOptions): Promise<Timing[]> {
	const timings: Timing[] = peers.map((peer) => ({ peer, clock: [], processor: [] }));
	const outcomes: Outcome[] = [];
	for (let round = -warmUpRounds; round < rounds; round++) {
		onRound?.(round);
		for (let turn = 0; turn < timings.length; turn++) {
			const { peer, clock, processor } = timings[(turn + round + warmUpRounds) % timings.length]!;
			const count = Math.min(peer.leadsPerRound, leads.length);
			const from = ((round + warmUpRounds) * count) % (leads.length - count + 1);
			const used = process.cpuUsage();
			const start = performance.now();
			await peer.run(leads, from, from + count, outcomes);
			const took = performance.now() - start;
			const { user, system } = process.cpuUsage(used);
			if (round < 0) continue;
			clock.push((took * 1000) / count);
			processor.push((user + system) / count);
		}
	}
	return timings;
}
