import type { IDataObject } from 'n8n-workflow';
import { defaultBands } from '../../../engine';
import type { LeadRepository, LeasedDelivery, Transition } from '../../../store';
import type { JobQueue } from '../Job';
import { readLeadItems } from './readLeadItems';

const iso = (at: number): string => new Date(at).toISOString();

const details = ({ id, modelId, from, to, score, at }: Transition): IDataObject => ({ id, modelId, from, to, score, at: iso(at) });

/**
 * Changes of band.
 *
 * @param bands entered (`to`) or left (`from`); a missing list means any
 */
export function transitionQueue(store: LeadRepository, consumer: string, bands: { to?: string[]; from?: string[]; modelId?: string }, maxAttempts: number): JobQueue<LeasedDelivery> {
	const toItems = async (transitions: Transition[]): Promise<IDataObject[]> => {
		const leads = await readLeadItems(store, transitions.map(({ key, modelId }) => ({ key, modelId })));
		return transitions.map((transition, index) => ({ ...leads[index], transition: details(transition) }));
	};

	return {
		subscribe: (now) => store.transitions.subscribe({ id: consumer, ...bands }, now),
		async take(limit, leaseMs, now) {
			const leased = await store.transitions.lease(consumer, { limit, leaseMs, now });
			const items = await toItems(leased.map(({ transition }) => transition));
			return leased.map((lease, index) => ({ item: items[index]!, lease }));
		},
		acknowledge: (deliveries) => store.transitions.acknowledge(deliveries),
		fail: (deliveries, error, now) => store.transitions.fail(deliveries, error, { now, maxAttempts }),
		release: (deliveries) => store.transitions.release(deliveries),
		renew: (deliveries, leaseUntil) => store.transitions.renew(deliveries, leaseUntil),
		async peek() {
			const { rows } = await store.transitions.deliveries({ consumer, state: 'pending', after: null, limit: 1 });
			return (await toItems(rows.map(({ transition }) => transition)))[0] ?? null;
		},
		sample: (now) => {
			const to = bands.to?.[0] ?? (bands.from?.[0] === 'sales' ? 'nurture' : 'sales');
			const from = bands.from?.[0] ?? (to === 'nurture' ? 'cold' : 'nurture');
			const score = (defaultBands.find(({ id }) => id === to)?.min ?? 0) + 4;
			return {
				email: 'kari.nordmann@example.com',
				firstName: 'Kari',
				jobTitle: 'Head of Operations',
				leadScore: { score, band: to, fit: score / 2, engagement: score / 2, reasons: ['+35 Asked for a demo', '+15 Decision maker'] },
				transition: { id: 'sample', modelId: bands.modelId ?? 'b2b-saas', from, to, score, at: iso(now) },
			};
		},
	};
}
