import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { BATCH } from '../peers/Peer.ts';
import { comparisonRow, type Took } from './compare.ts';
import type { Pair } from './openPair.ts';
import { scoreRows } from './rows.ts';
import { writeScores } from './writeScores.ts';

/** Of each batch, how many are saved one at a time by either way. */
const SINGLES = 300;

/** Saves first scores 1,000 at a time, and one at a time: by the bare driver, and by the store. */
export async function saveInBatches({ repository, twin, bare, watch }: Pair, rounds: number): Promise<string[][]> {
	const { compileModel, explainChange } = loadEngine();
	const { score } = compileModel(benchModel);
	const times = { batch: [] as Took[], bare: [] as Took[], single: [] as Took[] };
	let after: string | null = null;
	for (let round = 0; round < rounds; round++) {
		const [mine, its] = await Promise.all([repository, twin].map(({ scores }) => scores.page({ modelId: benchModel.id, dueAt: null, after, limit: BATCH })));
		const [saves, twins] = [mine!, its!].map(({ rows }) => rows.map((input) => ({ input, result: score(input.lead, NOW) })));
		after = mine!.next;
		const rows = twins!.slice(0, SINGLES).map(({ input, result }) => scoreRows(explainChange, input, null, result, NOW));
		const ways: (() => Promise<unknown>)[] = [
			async () => times.batch.push(await watch(() => repository.scores.save(benchModel.id, saves!, NOW))),
			async () =>
				times.bare.push(
					await watch(async () => {
						for (const row of rows) await bare.transaction(() => writeScores(bare, [row]));
					}),
				),
			async () =>
				times.single.push(
					await watch(async () => {
						for (const save of twins!.slice(SINGLES, 2 * SINGLES)) await twin.scores.save(benchModel.id, [save], NOW);
					}),
				),
		];
		for (let turn = 0; turn < ways.length; turn++) await ways[(turn + round) % ways.length]!();
		await twin.scores.save(benchModel.id, twins!.slice(2 * SINGLES), NOW);
	}
	const line = (what: string, peer: Took[]) => comparisonRow({ what, ours: times.batch, peer, oursCount: BATCH, peerCount: SINGLES });
	return [line('saving 1,000 at a time, to row by row', times.bare), line("saving 1,000 at a time, to the store's own row by row", times.single)];
}
