import type { IDataObject } from 'n8n-workflow';
import type { LeadRepository, LeasedOccasion, Occasion, OccasionConsumer } from '../../../store';
import type { JobQueue } from '../Job';
import { readLeadItems } from './readLeadItems';

const iso = (at: number): string => new Date(at).toISOString();

const details = async ({ messageTokens }: LeadRepository, occasion: Occasion): Promise<IDataObject> =>
	occasion.kind === 'quiet'
		? {
				quiet: {
					id: occasion.id,
					lastActivityAt: iso(occasion.lastActivityAt),
					at: iso(occasion.at),
					token: await messageTokens.seal({ key: occasion.key, messageId: occasion.id, campaignId: null, step: null, linkUrl: null }),
				},
			}
		: { campaignEnd: { id: occasion.id, campaignId: occasion.campaignId, outcome: occasion.outcome, reason: occasion.reason, at: iso(occasion.at) } };

const DAY_MS = 86_400_000;

/** Ends of campaigns, or leads that have gone quiet. */
export function occasionQueue(store: LeadRepository, consumer: OccasionConsumer, maxAttempts: number): JobQueue<LeasedOccasion> {
	const isQuiet = consumer.kind === 'quiet';
	return {
		subscribe: (now) => store.occasions.subscribe(consumer, now),
		...(isQuiet && { sweep: async (now: number) => void (await store.occasions.findQuiet(consumer.id, now)) }),
		async take(limit, leaseMs, now) {
			const leased = await store.occasions.lease(consumer.id, { limit, leaseMs, now });
			const leads = await readLeadItems(store, leased.map(({ occasion: { key } }) => ({ key, modelId: null })));
			const happened = await Promise.all(leased.map(({ occasion }) => details(store, occasion)));
			return leased.map((lease, index) => ({ item: { ...leads[index], ...happened[index] }, lease }));
		},
		acknowledge: (leased) => store.occasions.acknowledge(leased),
		fail: (leased, error, now) => store.occasions.fail(leased, error, { now, maxAttempts }),
		release: (leased) => store.occasions.release(leased),
		renew: (leased, leaseUntil) => store.occasions.renew(leased, leaseUntil),
		async peek() {
			const occasion = await store.occasions.peek(consumer.id);
			if (!occasion) return null;
			const [lead] = await readLeadItems(store, [{ key: occasion.key, modelId: null }]);
			return { ...lead, ...(await details(store, occasion)) };
		},
		async sample(now) {
			const lead = { id: 'sample', key: 'kari.nordmann@example.com', at: now };
			return {
				email: lead.key,
				firstName: 'Kari',
				key: lead.key,
				consent: 'granted',
				...(await details(
					store,
					isQuiet
						? { ...lead, kind: 'quiet', lastActivityAt: now - (consumer.quietDays ?? 0) * DAY_MS }
						: { ...lead, kind: 'campaignEnd', campaignId: consumer.campaignId ?? 'warm-up', outcome: 'converted', reason: 'It has reached the goal' },
				)),
			};
		},
	};
}
