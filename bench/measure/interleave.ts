import type { BenchLead } from '../makeLead.ts';
import type { Outcome, Peer } from '../peers/Peer.ts';

export interface Timing {
	peer: Peer;
	/** µs a lead, one figure a round. */
	microsPerLead: number[];
}

export interface InterleaveOptions {
	leads: readonly BenchLead[];
	rounds: number;
	/** Rounds before, not counted, in which the compiler learns. */
	warmUpRounds: number;
	onRound?: (round: number) => void;
}

/**
 * Times the peers by turns: each once a round, the first of a round being another one each time, so that what happens to the machine
 * meanwhile happens to all of them. Garbage is collected before each turn: none pays for another's.
 */
export async function interleave(peers: readonly Peer[], { leads, rounds, warmUpRounds, onRound }: InterleaveOptions): Promise<Timing[]> {
	const timings: Timing[] = peers.map((peer) => ({ peer, microsPerLead: [] }));
	const outcomes: Outcome[] = [];
	for (let round = -warmUpRounds; round < rounds; round++) {
		onRound?.(round);
		for (let turn = 0; turn < timings.length; turn++) {
			const timing = timings[(turn + round + warmUpRounds) % timings.length];
			if (timing === undefined) continue;
			const { peer, microsPerLead } = timing;
			const count = Math.min(peer.leadsPerRound, leads.length);
			const from = ((round + warmUpRounds) * count) % (leads.length - count + 1);
			globalThis.gc?.();
			const cpu = process.threadCpuUsage(); const start = performance.now();
			await peer.run(leads, from, from + count, outcomes);
			const used = process.threadCpuUsage(cpu); const took = process.env.CPU ? (used.user + used.system) / 1000 : performance.now() - start;
			if (round >= 0) microsPerLead.push((took * 1000) / count);
		}
	}
	return timings;
}
