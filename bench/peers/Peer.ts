import type { BenchLead } from '../makeLead.ts';

/** Why a score is what it is: a rule that gave points. */
export interface Reason {
	rule: string;
	group: string;
	label: string;
	points: number;
	because: string;
}

/** What a score comes to, the same for all peers. */
export interface Outcome {
	score: number;
	band: string;
	/** Of peers that explain: largest first; empty or missing of the others. */
	contributions?: readonly Reason[];
}

/** Outcomes are kept for so many leads, as a run that saves its scores in batches does. */
export const BATCH = 1000;

/** One way of scoring leads by the bench's model. */
export interface Peer {
	name: string;
	/** The most leads it takes in a round; slow peers take fewer. */
	leadsPerRound: number;
	/**
	 * Scores leads `from` to `to - 1` and leaves each outcome at `index % BATCH`, so that none can be optimised away. Each peer has its
	 * own loop, so that none suffers from what the compiler learned of another.
	 */
	run(leads: readonly BenchLead[], from: number, to: number, outcomes: Outcome[]): void | Promise<void>;
}
