import type { ScoreSave } from '../../store/index.ts';
import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { printTable } from '../printTable.ts';
import { activityColumns, activityRow, reviewColumns, scoreRows, storeLead } from './rows.ts';
import { clock } from './clock.ts';
import { MOST_COMPARED } from './mostCompared.ts';
import type { Pair } from './openPair.ts';
import { writeScores } from './writeScores.ts';

const EVENTS = 2_000;
const WARM_UP = 200;
const YEAR_MS = 365 * 86_400_000;

const percentile = (sorted: readonly number[], share: number): string => `${sorted[Math.floor(sorted.length * share)]!.toFixed(2)} ms`;

/** Takes single events from arrival to saved score, each beside one transaction of the bare driver that writes the same. */
export async function handleEvents({ name, repository, twin, bare }: Pair, leadCount: number): Promise<void> {
	const { compileModel, explainChange } = loadEngine();
	const { score } = compileModel(benchModel);
	const times = { ours: [] as number[], peer: [] as number[] };
	for (let index = 0; index < EVENTS + WARM_UP; index++) {
		const { key } = storeLead((index * 7919) % Math.min(leadCount, MOST_COMPARED));
		const now = NOW + YEAR_MS + index;
		const event = { lead: key, id: crypto.randomUUID(), type: index % 3 === 0 ? 'pricing_view' : 'page_view', at: now, properties: { url: '/pricing' } };
		const earlier = await twin.scores.get(benchModel.id, key);
		let save: ScoreSave | undefined;
		const ours = await clock(async () => {
			await repository.activities.record([event], now);
			const [input] = await repository.scores.read(benchModel.id, [key]);
			save = { input: input!, result: score(input!.lead, now, input!.state?.band) };
			const [outcome] = await repository.scores.save(benchModel.id, [save], now);
			if (!outcome?.saved) throw new Error('A score was not saved');
		});
		const written = scoreRows(explainChange, save!.input, earlier, save!.result, now);
		const peer = await clock(() =>
			bare.transaction(async () => {
				const found = await bare.find('alias', 'alias', key);
				const leadId = Number(found?.lead_id);
				await bare.insert('activity', activityColumns, [activityRow(leadId, event)]);
				await bare.insert('review', reviewColumns, [{ model_id: benchModel.id, lead_id: leadId, due_at: now }], 'on conflict (lead_id, model_id) do nothing');
				await writeScores(bare, [written]);
			}),
		);
		if (index < WARM_UP) continue;
		times.ours.push(ours);
		times.peer.push(peer);
	}
	const rows = Object.values(times).map((each) => each.toSorted((a, b) => a - b));
	console.log();
	printTable(
		[`${name}, one event at a time`, 'median', 'p99'],
		rows.map((sorted, index) => [index === 0 ? 'event → recorded → scored → saved' : 'one bare transaction of the same writes', percentile(sorted, 0.5), percentile(sorted, 0.99)]),
	);
}
