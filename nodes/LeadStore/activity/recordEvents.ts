import type { RecordOutcome, UpsertOutcome } from '../../../store';
import type { Attempt, Run } from '../Operation';
import { attemptBatches } from '../run/attemptBatches';
import type { ReadEvent } from './compileEventReader';

/** Activities that go to the store at once. */
const ACTIVITIES = 1_000;
/** A server commits one batch while it reads the next; the store's other users need connections, too. */
const BATCHES_AT_ONCE = 3;
/** Visitors who turned out to be somebody, likewise. */
const VISITORS = 500;

/**
 * Records activities in batches, each unknown visitor first made one with the lead that it was seen to be.
 *
 * @returns what became of each event, in their order
 */
export async function recordEvents({ store, now }: Run, events: readonly ReadEvent[]): Promise<Attempt<RecordOutcome>[]> {
	const visitors = new Map<string, { lead: string; visitor: string }>();
	for (const { activity, visitor } of events) {
		if (visitor !== null) visitors.set(`${activity.lead}\n${visitor}`, { lead: activity.lead, visitor });
	}
	const links = await attemptBatches<{ lead: string; visitor: string }, UpsertOutcome>(
		[...visitors.values()].map((value) => ({ ok: true, value })),
		VISITORS,
		(batch) => store.leads.upsert(batch.map(({ lead, visitor }) => ({ key: lead, visitors: [visitor] })), now),
	);
	const linkOf = new Map([...visitors.keys()].map((name, index) => [name, links[index]]));

	const rows = events.map(({ activity, visitor }): Attempt<ReadEvent['activity']> => {
		const link = linkOf.get(`${activity.lead}\n${visitor}`);
		return link && !link.ok ? link : { ok: true, value: activity };
	});
	return attemptBatches(rows, ACTIVITIES, (batch) => store.activities.record(batch, now), BATCHES_AT_ONCE);
}
