import type { ActivityInput } from '../../store/index.ts';
import { benchModel } from '../benchModel.ts';
import { NOW } from '../makeLead.ts';
import { byTurns, comparisonRow, type Took } from './compare.ts';
import { MOST_COMPARED } from './mostCompared.ts';
import type { Pair } from './openPair.ts';
import { activityColumns, activityRow, reviewColumns, storeLead } from './rows.ts';

const EVENTS = 2_000;
/** So many executions record at the same time. */
const AT_ONCE = 10;
const DAY_MS = 86_400_000;

/** Records single events, several under way at a time as webhooks bring them; the peer does each in a transaction of its own. */
export async function recordEvents({ repository, bare, watch }: Pair, leadCount: number, rounds: number): Promise<string[]> {
	const times = { ours: [] as Took[], peer: [] as Took[] };
	for (let round = 0; round < rounds; round++) {
		const now = NOW + DAY_MS + round;
		const events = Array.from({ length: EVENTS }, (_, index): ActivityInput => {
			const lead = storeLead((index * 7919) % Math.min(leadCount, MOST_COMPARED)).key;
			return { lead, id: crypto.randomUUID(), type: 'page_view', at: now, properties: { url: '/pricing' } };
		});
		const took = await byTurns(
			watch,
			round,
			async () => {
				const left = events.values();
				const execution = async (): Promise<void> => {
					for (const event of left) await repository.activities.record([event], now);
				};
				await Promise.all(Array.from({ length: AT_ONCE }, execution));
			},
			async () => {
				for (const event of events) {
					await bare.transaction(async () => {
						const leadId = Number((await bare.find('alias', 'alias', event.lead))?.lead_id);
						await bare.insert('activity', activityColumns, [activityRow(leadId, event)]);
						await bare.forLeads('update lead_revision set revision = revision + 1 where lead_id', [leadId]);
						await bare.insert('review', reviewColumns, [{ model_id: benchModel.id, lead_id: leadId, due_at: now }], 'on conflict (lead_id, model_id) do nothing');
					});
				}
			},
		);
		times.ours.push(took.ours);
		times.peer.push(took.peer);
	}
	return comparisonRow({ what: `recording single events, ${AT_ONCE} at a time, to a transaction for each`, ...times, oursCount: EVENTS, peerCount: EVENTS });
}
