import type { ActivityInput, LeadRepository } from '../../store/index.ts';
import { BATCH } from '../peers/Peer.ts';
import { benchModel } from '../benchModel.ts';
import { NOW } from '../makeLead.ts';
import { byTurns, comparisonRow, type Took } from './compare.ts';
import type { Pair } from './openPair.ts';
import { MOST_COMPARED } from './mostCompared.ts';
import { activityRow, storeLead } from './rows.ts';

/** Under way at the same time, as in the node. */
const BATCHES_AT_ONCE = 3;
/** Of a larger store, so many leads are made at a time. */
const LEADS_AT_A_TIME = 10_000;

const batchesOf = <Row>(rows: readonly Row[]): Row[][] => Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => rows.slice(index * BATCH, (index + 1) * BATCH));

/**
 * Puts the same leads and activities into both stores; what is timed is appending the activities. What is more than can be compared goes
 * into the first store alone, by the fastest way there is.
 */
export async function fillStores(pair: Pair, leadCount: number, rounds: number): Promise<string[][]> {
	const { repository, twin, bare, isServer, watch } = pair;
	for (const store of [repository, twin]) await store.models.save(benchModel, NOW);
	const compared = Math.min(leadCount, MOST_COMPARED);
	// In a first round that does not count, both warm up.
	const share = Math.ceil(compared / (rounds + 1));
	const times = { together: { ours: [] as Took[], peer: [] as Took[] }, scattered: { ours: [] as Took[], peer: [] as Took[] } };
	for (let round = 0; round <= rounds; round++) {
		const count = Math.min(share, compared - round * share);
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
				() => append(repository, batchesOf(inputs[order])),
				() => bare.append(rows),
			);
			if (round === 0) continue;
			times[order].ours.push(took.ours);
			times[order].peer.push(took.peer);
		}
	}
	for (let from = compared; from < leadCount; from += LEADS_AT_A_TIME) await fillUp(pair, from, Math.min(from + LEADS_AT_A_TIME, leadCount));

	const peer = isServer ? 'one COPY' : 'a prepared statement';
	const line = (what: string, { ours, peer: theirs }: { ours: Took[]; peer: Took[] }) =>
		comparisonRow({ what, ours, peer: theirs, oursCount: share * 10, peerCount: share * 10 });
	return [
		line(`appending, lead by lead, to ${peer}`, times.together),
		line(`appending, every one of another lead, to ${peer}`, times.scattered),
	];
}

/** Records batches as the Lead Store node does. */
async function append(repository: LeadRepository, batches: readonly ActivityInput[][]): Promise<void> {
	const left = batches.values();
	const lane = async (): Promise<void> => {
		for (const batch of left) await repository.activities.record(batch, NOW);
	};
	await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, lane));
}

/** Puts leads `from` to before `to` into the first store. */
async function fillUp({ repository, inside }: Pair, from: number, to: number): Promise<void> {
	const leads = Array.from({ length: to - from }, (_, index) => storeLead(from + index));
	for (const batch of batchesOf(leads)) await repository.leads.upsert(batch.map(({ key, attributes }) => ({ key, attributes })), NOW);
	await inside.append(leads.flatMap(({ activities }, index) => activities.map((activity) => activityRow(from + index + 1, activity))));
}
