import { spread } from '../measure/spread.ts';

/** What work took, in ms. */
export interface Took {
	clock: number;
	/** Processor time of this process and of the server's: steadier on a busy machine. */
	processor: number;
}

/** Measures one piece of work. */
export type Stopwatch = (work: () => Promise<unknown>) => Promise<Took>;

/** @param serverTime processor time that the server has used so far, in ms */
export const stopwatch =
	(serverTime: () => number): Stopwatch =>
	async (work) => {
		const [server, used, start] = [serverTime(), process.cpuUsage(), performance.now()];
		await work();
		const [clock, { user, system }] = [performance.now() - start, process.cpuUsage(used)];
		return { clock, processor: (user + system) / 1000 + serverTime() - server };
	};

export const sum = (a: Took, b: Took): Took => ({ clock: a.clock + b.clock, processor: a.processor + b.processor });
export const none: Took = { clock: 0, processor: 0 };

/** Whichever begins a round is the other one the next time. Neither collects what was made before it. Needs `--expose-gc`. */
export async function byTurns(watch: Stopwatch, round: number, ours: () => Promise<unknown>, peer: () => Promise<unknown>): Promise<{ ours: Took; peer: Took }> {
	const run = async (work: () => Promise<unknown>): Promise<Took> => {
		globalThis.gc?.();
		return watch(work);
	};
	if (round % 2 === 0) return { ours: await run(ours), peer: await run(peer) };
	const first = await run(peer);
	return { ours: await run(ours), peer: first };
}

/** What two ways of doing the same took, round by round, and how many rows each did in a round. */
export interface Comparison {
	what: string;
	ours: Took[];
	peer: Took[];
	oursCount: number;
	peerCount: number;
}

export const comparisonHeading = ['', 'ours', 'peer', 'ours as a multiple of the peer', 'by processor time'];

/** A line of the table: rows a second of both, and how many times as fast ours was, round by round. */
export function comparisonRow({ what, ours, peer, oursCount, peerCount }: Comparison): string[] {
	const rate = (times: Took[], count: number): string => `${Math.round((count * 1000) / spread(times.map(({ clock }) => clock)).median).toLocaleString('en')}/s`;
	const told = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
	const multiple = (of: keyof Took): string => {
		const { median, min, max } = spread(ours.map((took, round) => (oursCount / took[of]) * (peer[round]![of] / peerCount)));
		return `${told(median)} (${told(min)}–${told(max)})`;
	};
	return [what, rate(ours, oursCount), rate(peer, peerCount), multiple('clock'), multiple('processor')];
}
