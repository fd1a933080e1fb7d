import { BATCH } from '../peers/Peer.ts';
import { benchModel } from '../benchModel.ts';
import { NOW } from '../makeLead.ts';
import { byTurns, comparisonRow, type Took } from './compare.ts';
import type { Pair } from './openPair.ts';
import { activityRow, storeLead } from './rows.ts';

const batchesOf = <Row>(rows: readonly Row[]): Row[][] => Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => rows.slice(index * BATCH, (index + 1) * BATCH));

/** Puts the same leads and activities into both stores; what is timed is appending the activities. */
export async function fillStores({ repository, twin, bare, isServer, watch }: Pair, leadCount: number, rounds: number): Promise<string[][]> {
	for (const store of [repository, twin]) await store.models.save(benchModel, NOW);
	const share = Math.ceil(leadCount / rounds);
	const times = { together: { ours: [] as Took[], peer: [] as Took[] }, scattered: { ours: [] as Took[], peer: [] as Took[] } };
	for (let round = 0; round < rounds; round++) {
		const count = Math.min(share, leadCount - round * share);
		const leads = Array.from({ length: count }, (_, index) => storeLead(round * share + index));
		for (const batch of batchesOf(leads)) {
			for (const store of [repository, twin]) await store.leads.upsert(batch.map(({ key, attributes }) => ({ key, attributes })), NOW);
		}
		// The first half of what each did comes lead by lead, as an import has it; the rest mixed, as it happens.
		const inputs = {
			together: leads.flatMap(({ activities }) => activities.slice(0, 10)),
			scattered: Array.from({ length: 10 }, (_, index) => leads.map(({ activities }) => activities[10 + index]!)).flat(),
		};
		for (const order of ['together', 'scattered'] as const) {
			const leadId = new Map(leads.map(({ key }, index) => [key, round * share + index + 1]));
			const rows = inputs[order].map((activity) => activityRow(leadId.get(activity.lead)!, activity));
			const took = await byTurns(
				watch,
				round,
				async () => {
					for (const batch of batchesOf(inputs[order])) await repository.activities.record(batch, NOW);
				},
				() => bare.append(rows),
			);
			times[order].ours.push(took.ours);
			times[order].peer.push(took.peer);
		}
	}
	const peer = isServer ? 'one COPY' : 'a prepared statement';
	const line = (what: string, { ours, peer: theirs }: { ours: Took[]; peer: Took[] }) =>
		comparisonRow({ what, ours, peer: theirs, oursCount: share * 10, peerCount: share * 10 });
	return [
		line(`appending, lead by lead, to ${peer}`, times.together),
		line(`appending, every one of another lead, to ${peer}`, times.scattered),
	];
}
