import { spread } from '../measure/spread.ts';

/** How long two ways of doing the same took, in ms a round, and how many rows each did in a round. */
export interface Comparison {
	what: string;
	ours: number[];
	peer: number[];
	oursCount: number;
	peerCount: number;
}

export async function clock(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

/** Whichever begins a round is the other one the next time. */
export async function byTurns(round: number, ours: () => Promise<unknown>, peer: () => Promise<unknown>): Promise<{ ours: number; peer: number }> {
	if (round % 2 === 0) return { ours: await clock(ours), peer: await clock(peer) };
	const first = await clock(peer);
	return { ours: await clock(ours), peer: first };
}

/** A line of the table: rows a second of both, and how many times as fast ours was, round by round. */
export function comparisonRow({ what, ours, peer, oursCount, peerCount }: Comparison): string[] {
	const rate = (times: number[], count: number): string => `${Math.round((count * 1000) / spread(times).median).toLocaleString('en')}/s`;
	const { median, min, max } = spread(ours.map((time, round) => (oursCount / time) * (peer[round]! / peerCount)));
	const told = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
	return [what, rate(ours, oursCount), rate(peer, peerCount), `${told(median)} (${told(min)}–${told(max)})`];
}
