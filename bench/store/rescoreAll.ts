import type { LeadRepository, Scores } from '../../store/index.ts';
import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { BATCH } from '../peers/Peer.ts';
import type { Bare, Columns, Row } from './Bare.ts';
import { comparisonRow, none, sum, type Took } from './compare.ts';
import { MOST_COMPARED } from './mostCompared.ts';
import { runScoring, type Pair } from './openPair.ts';
import { changeColumns, reviewColumns, stateColumns, transitionColumns, type ScoreRows } from './rows.ts';
import { writeScores } from './writeScores.ts';

const DAY_MS = 86_400_000;

/** Leads whose scores are saved together, by the first and the last of their ids. */
interface Part {
	from: number;
	to: number;
}

/** A repository that tells of each part that is saved. What was read and scored is let go of: that of a whole run would fill the memory. */
function overhear(repository: LeadRepository, tell: (part: Part) => void): LeadRepository {
	const scores = Object.create(repository.scores) as Scores;
	scores.save = async (modelId, saves, ...rest) => {
		const ids = saves.map(({ input }) => Number(input.id));
		tell({ from: Math.min(...ids), to: Math.max(...ids) });
		return repository.scores.save(modelId, saves, ...rest);
	};
	return Object.assign(Object.create(repository) as LeadRepository, { scores });
}

/** All that was written for the leads of a part as of `now`, in the order of their ids. */
async function rowsWritten(store: Bare, { from, to }: Part, now: number): Promise<ScoreRows[]> {
	const read = async (table: string, columns: Columns) => store.range(Object.keys(columns).join(', '), table, 'lead_id', from, to);
	const byLead = (rows: Row[]) => new Map(rows.map((row) => [Number(row.lead_id), row]));
	const ofNow = (rows: Row[], at: string) => byLead(rows.filter((row) => Number(row[at]) === now));
	const states = ofNow(await read('score_state', stateColumns), 'scored_at');
	const reviews = byLead(await read('review', reviewColumns));
	const changes = ofNow(await read('score_change', changeColumns), 'at');
	const transitions = ofNow(await read('transition', transitionColumns), 'at');
	const rows = [...states].map(([leadId, state]) => ({
		leadId,
		state,
		review: reviews.get(leadId) ?? null,
		change: changes.get(leadId) ?? null,
		transition: transitions.get(leadId) ?? null,
	}));
	return rows.sort((a, b) => a.leadId - b.leadId);
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
 * Scores all leads by a run as Lead Score starts it, and again on the days after. The peer reads the same and then writes the
 * same, in the parts that a run takes by itself, and in larger ones.
 */
export async function rescoreAll({ repository, bare, inside, watch }: Pair, leadCount: number, rounds: number): Promise<string[][]> {
	const scorer = loadEngine().compileModel(benchModel);
	const compared = Math.min(leadCount, MOST_COMPARED);

	/** One run over at least `upTo` leads, uninterrupted, as it works ahead; the parts that it saved, and what it took for those leads that are compared. */
	const runOurs = async (now: number, upTo: number, pageSize?: number): Promise<{ took: Took; parts: Part[] }> => {
		const parts: Part[] = [];
		const overheard = overhear(repository, (part) => parts.push(part));
		const run = runScoring({ repository: overheard, modelId: benchModel.id, scorer, clock: () => now }, { name: `at ${now}`, which: 'all', ...(pageSize !== undefined && { pageSize }) });
		let scored = 0;
		const goOn = async (until: number): Promise<void> => {
			while (scored < until) {
				const part = await run.next();
				if (part.done) break;
				scored += part.value.length;
			}
		};
		globalThis.gc?.();
		// Where the whole store is compared, with the end of the run; of a larger one, what is ahead by then counts against us.
		const took = await watch(() => goOn(compared < leadCount ? compared : Infinity));
		await goOn(upTo);
		// Nothing of it may go on beside the peer.
		await run.return(undefined as never);
		if (scored < upTo) throw new Error(`Of ${upTo} leads, ${scored} were scored`);
		return { took, parts };
	};

	/** Reads of the twin all that a run reads; of that, the rows that have JSON. */
	const readPart = async ({ from, to }: Part): Promise<Row[][]> => {
		const leads = await bare.range('id, key, attributes', 'lead', 'id', from, to);
		await bare.range('lead_id, revision', 'lead_revision', 'lead_id', from, to);
		const activities = await bare.range('lead_id, type, at, properties', 'activity', 'lead_id', from, to);
		const states = await bare.range('*', 'score_state', 'lead_id', from, to);
		await bare.range('*', 'adjustment', 'lead_id', from, to);
		return [leads, activities, states];
	};

	/**
	 * The peer over the same parts. Its turn is always the second, as it writes what is found in our store; all of that is read
	 * beforehand: between the parts, it would slow the peer by a tenth and more.
	 */
	const runPeer = async (now: number, parts: readonly Part[]): Promise<Omit<Shares, 'ours'>> => {
		const work: { part: Part; rows: ScoreRows[] }[] = [];
		let written = 0;
		let json = none;
		for (const { from, to } of parts) {
			// The twin has no more leads than are compared.
			if (from > compared) continue;
			const part = { from, to: Math.min(to, compared) };
			const rows = await rowsWritten(inside, part, now);
			work.push({ part, rows });
			written += rows.length;
			const texts = textsIn((await readPart(part)).flat(), JSON_READ);
			const values = textsIn(rows.flatMap(({ state, change }) => [state, change]), JSON_WRITTEN).map((text) => JSON.parse(text) as unknown);
			const took = await watch(async () => {
				for (const text of texts) JSON.parse(text);
				for (const value of values) JSON.stringify(value);
			});
			json = sum(json, took);
		}
		if (written !== compared) throw new Error(`Of ${compared} leads, our store has ${written} scored`);
		globalThis.gc?.();
		const peer = await watch(async () => {
			for (const { part, rows } of work) {
				await readPart(part);
				await bare.transaction(() => writeScores(bare, rows));
			}
		});
		return { peer, json };
	};

	let day = 1;
	const compare = async (what: string, { upTo, times, pageSize }: { upTo: number; times: number; pageSize?: number }): Promise<string[][]> => {
		const shares: Shares[] = [];
		for (let round = 0; round < times; round++) {
			const now = NOW + day++ * DAY_MS;
			const { took, parts } = await runOurs(now, upTo, pageSize);
			shares.push({ ours: took, ...(await runPeer(now, parts)) });
		}
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
