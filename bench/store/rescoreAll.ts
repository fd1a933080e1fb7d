import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { BATCH } from '../peers/Peer.ts';
import { comparisonRow, none, sum, type Took } from './compare.ts';
import { MOST_COMPARED } from './mostCompared.ts';
import type { Pair } from './openPair.ts';
import { scoreRows } from './rows.ts';
import { writeScores } from './writeScores.ts';

const DAY_MS = 86_400_000;

/** Scores all leads, and again on the days after; the peer reads the same and writes the same, page by page in between. */
export async function rescoreAll({ repository, twin, bare, watch }: Pair, leadCount: number, rounds: number): Promise<string[][]> {
	const { compileModel, explainChange } = loadEngine();
	const { score } = compileModel(benchModel);
	const compared = Math.min(leadCount, MOST_COMPARED);

	/** One pass; what both took, for as many leads as are compared. */
	const pass = async (now: number, upTo: number): Promise<{ ours: Took; peer: Took }> => {
		const took = { ours: none, peer: none };
		let after: string | null = null;
		for (let from = 1; from <= upTo; from += BATCH) {
			let saves: Parameters<typeof repository.scores.save>[1] = [];
			const ours = await watch(async () => {
				const page = await repository.scores.page({ modelId: benchModel.id, dueAt: null, after, limit: BATCH });
				saves = page.rows.map((input) => ({ input, result: score(input.lead, now, input.state?.band) }));
				const outcomes = await repository.scores.save(benchModel.id, saves, now);
				if (outcomes.some(({ saved }) => !saved)) throw new Error('A score was not saved');
				after = page.next;
			});
			if (from > compared) continue;
			const rows = await Promise.all(
				saves.map(async ({ input, result }) => {
					const { lead, state } = input;
					const changes = state && (state.score !== result.score || state.band !== result.band);
					return scoreRows(explainChange, input, changes ? await twin.scores.get(benchModel.id, lead.key) : null, result, now);
				}),
			);
			took.ours = sum(took.ours, ours);
			const peer = await watch(async () => {
				const to = from + BATCH - 1;
				await bare.range('id, key, attributes', 'lead', 'id', from, to);
				await bare.range('lead_id, revision', 'lead_revision', 'lead_id', from, to);
				await bare.range('lead_id, id, type, at, properties', 'activity', 'lead_id', from, to);
				for (const table of ['score_state', 'adjustment']) await bare.range('*', table, 'lead_id', from, to);
				await bare.transaction(() => writeScores(bare, rows));
			});
			took.peer = sum(took.peer, peer);
		}
		return took;
	};

	const first = await pass(NOW + DAY_MS, leadCount);
	const again = { ours: [] as Took[], peer: [] as Took[] };
	for (let round = 0; round < rounds; round++) {
		const { ours, peer } = await pass(NOW + (round + 2) * DAY_MS, compared);
		again.ours.push(ours);
		again.peer.push(peer);
	}
	const counts = { oursCount: compared, peerCount: compared };
	return [
		comparisonRow({ what: 'scoring all for the first time, to the same reads and writes', ours: [first.ours], peer: [first.peer], ...counts }),
		comparisonRow({ what: 'rescoring all, to the same reads and writes', ...again, ...counts }),
	];
}
