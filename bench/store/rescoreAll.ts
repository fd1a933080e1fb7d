import type { LeadRepository, ScoreSave, Scores } from '../../store/index.ts';
import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { BATCH } from '../peers/Peer.ts';
import type { Row } from './Bare.ts';
import { comparisonRow, none, sum, type Took } from './compare.ts';
import { MOST_COMPARED } from './mostCompared.ts';
import { runScoring, type Pair } from './openPair.ts';
import { scoreRows, type ScoreRows } from './rows.ts';
import { writeScores } from './writeScores.ts';

const DAY_MS = 86_400_000;

/** A repository that tells of all scores that are saved. */
function overhear(repository: LeadRepository, tell: (saves: readonly ScoreSave[]) => void): LeadRepository {
	const scores = Object.create(repository.scores) as Scores;
	scores.save = async (modelId, saves, ...rest) => {
		tell(saves);
		return repository.scores.save(modelId, saves, ...rest);
	};
	return Object.assign(Object.create(repository) as LeadRepository, { scores });
}

/** What both took for the same leads, and what the peer takes in addition to read its JSON and to write it. */
interface Shares {
	ours: Took;
	peer: Took;
	json: Took;
}

const JSON_READ = ['attributes', 'properties', 'entered_bands'] as const;
const JSON_WRITTEN = ['group_points', 'contributions', 'entered_bands', 'reasons'] as const;

/** The texts of JSON in some columns of rows. */
const textsIn = (rows: readonly (Row | null)[], columns: readonly string[]): string[] =>
	rows.flatMap((row) => columns.map((column) => row?.[column])).filter((text) => typeof text === 'string');

/**
 * Scores all leads by a run as Lead Score starts it, and again on the days after. The peer reads the same and writes the
 * same, part by part in between: in the parts that a run takes by itself, and in larger ones.
 */
export async function rescoreAll({ repository, twin, bare, watch }: Pair, leadCount: number, rounds: number): Promise<string[][]> {
	const { compileModel, explainChange } = loadEngine();
	const scorer = compileModel(benchModel);
	const compared = Math.min(leadCount, MOST_COMPARED);
	let saves: readonly ScoreSave[] = [];
	const overheard = overhear(repository, (saved) => (saves = saved));

	/** What the store writes for these scores, from what both stores know. */
	const rowsOf = async (now: number): Promise<ScoreRows[]> =>
		Promise.all(
			saves.map(async ({ input, result }) => {
				const { lead, state } = input;
				const changes = state && (state.score !== result.score || state.band !== result.band);
				return scoreRows(explainChange, input, changes ? await twin.scores.get(benchModel.id, lead.key) : null, result, now);
			}),
		);

	/** One run, given up after `upTo` leads; what both took, for as many as are compared. */
	const pass = async (now: number, upTo: number, pageSize?: number): Promise<Shares> => {
		const took: Shares = { ours: none, peer: none, json: none };
		const run = runScoring({ repository: overheard, modelId: benchModel.id, scorer, clock: () => now }, { name: `at ${now}`, which: 'all', ...(pageSize !== undefined && { pageSize }) });
		let scored = 0;
		for (let done = false; !done && scored < upTo; ) {
			saves = [];
			const ours = await watch(async () => ({ done = false } = await run.next()));
			scored += saves.length;
			if (saves.length === 0 || scored > compared) continue;
			const rows = await rowsOf(now);
			const [from, to] = [rows[0]!.leadId, rows.at(-1)!.leadId];
			let read: Row[] = [];
			const peer = await watch(async () => {
				const leads = await bare.range('id, key, attributes', 'lead', 'id', from, to);
				await bare.range('lead_id, revision', 'lead_revision', 'lead_id', from, to);
				const activities = await bare.range('lead_id, type, at, properties', 'activity', 'lead_id', from, to);
				const states = await bare.range('*', 'score_state', 'lead_id', from, to);
				await bare.range('*', 'adjustment', 'lead_id', from, to);
				await bare.transaction(() => writeScores(bare, rows));
				read = [...leads, ...activities, ...states];
			});
			const texts = textsIn(read, JSON_READ);
			const values = textsIn(rows.flatMap(({ state, change }) => [state, change]), JSON_WRITTEN).map((text) => JSON.parse(text) as unknown);
			const json = await watch(async () => {
				for (const text of texts) JSON.parse(text);
				for (const value of values) JSON.stringify(value);
			});
			took.ours = sum(took.ours, ours);
			took.peer = sum(took.peer, peer);
			took.json = sum(took.json, json);
		}
		if (scored < upTo) throw new Error(`Of ${upTo} leads, ${scored} were scored`);
		return took;
	};

	let day = 1;
	const compare = async (what: string, { upTo, times, pageSize }: { upTo: number; times: number; pageSize?: number }): Promise<string[][]> => {
		const shares: Shares[] = [];
		for (let round = 0; round < times; round++) shares.push(await pass(NOW + day++ * DAY_MS, upTo, pageSize));
		const row = (than: string, peer: Took[]): string[] => comparisonRow({ what: `${what}, to ${than}`, ours: shares.map(({ ours }) => ours), peer, oursCount: compared, peerCount: compared });
		return [
			row('the same reads and writes', shares.map(({ peer, json }) => sum(peer, json))),
			row('the same, of JSON that is ready-made', shares.map(({ peer }) => peer)),
		];
	};
	return [
		...(await compare('scoring all for the first time', { upTo: leadCount, times: 1 })),
		...(await compare('rescoring all in parts as the node does', { upTo: compared, times: rounds })),
		...(await compare('rescoring all 1,000 at a time', { upTo: compared, times: rounds, pageSize: BATCH })),
	];
}
