import type { LeasedStep } from '../../store';
import { backends } from './backends';
import { campaignOf } from './campaignOf';
import { ALL, DAY_MS, start, useCampaigns } from './useCampaigns';

describe.each(backends)('campaigns on $name', (backend) => {
	const store = useCampaigns(backend);
	const { score, lease } = store;

	it.each([
		['is taken out by hand', () => store.repository.campaigns.exit('warm-up', ['anna@acme.no'], 'Sales has taken over', start + 1), 'removed'],
		['reaches the goal', () => score('anna@acme.no', 80, start + 1), 'converted'],
		['unsubscribes', () => store.repository.suppressions.add('anna@acme.no', 'unsubscribed', start + 1), 'suppressed'],
		[
			'unsubscribes, and the lease runs out',
			async () => {
				await store.repository.suppressions.add('anna@acme.no', 'unsubscribed', start + 1);
				expect(await lease(start + 60_000)).toEqual([]);
			},
			'suppressed',
		],
	])('count as sent what was on its way when the lead %s, and let nobody back in', async (_, change, outcome) => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		const [first] = await lease(start);
		await change();
		const sentAt = start + 2 * DAY_MS;
		expect(await store.repository.campaigns.acknowledge([first!], sentAt)).toBe(1);
		expect(await store.repository.campaigns.acknowledge([first!], sentAt)).toBe(0);
		const { rows } = await store.repository.campaigns.enrollments({ ...ALL, key: 'anna@acme.no', campaignId: 'warm-up' });
		expect(rows).toMatchObject([{ state: 'ended', outcome, passed: [{ id: 'guide', at: sentAt }], dueAt: null }]);
		expect((await store.repository.campaigns.results('warm-up')).steps).toMatchObject([{ step: 'guide', sent: 1 }]);
	});

	it('count under the cap what was on its way to a lead that was taken out by hand', async () => {
		const atMost = { messages: 1, perDays: 7 };
		for (const id of ['warm-up', 'other']) await store.repository.campaigns.save(campaignOf({ id, atMost }), start);
		await score('anna@acme.no', 60, start);
		const steps = await lease(start);
		await store.repository.campaigns.exit('warm-up', ['anna@acme.no'], 'Sales has taken over', start + 1);
		await store.repository.campaigns.acknowledge(steps, start + DAY_MS);
		const leaseOther = async (now: number) => store.repository.campaigns.lease('other', { limit: 10, leaseMs: 60_000, now });
		expect(await leaseOther(start + 8 * DAY_MS - 1)).toEqual([]);
		expect(await leaseOther(start + 8 * DAY_MS)).toHaveLength(1);
	});

	it.each<[string, (steps: LeasedStep[]) => Promise<number>]>([
		['failed', (steps) => store.repository.campaigns.fail(steps, 'mailbox on fire', { now: start + 2, maxAttempts: 9 })],
		['was given back', (steps) => store.repository.campaigns.release(steps)],
	])('count under no cap what %s after its lead was taken out, and never send it', async (_, end) => {
		for (const id of ['warm-up', 'other']) await store.repository.campaigns.save(campaignOf({ id, atMost: { messages: 1, perDays: 7 } }), start);
		await score('anna@acme.no', 60, start);
		const steps = await lease(start);
		await store.repository.campaigns.exit('warm-up', ['anna@acme.no'], 'Sales has taken over', start + 1);
		expect(await end(steps)).toBe(0);
		expect(await store.repository.campaigns.retry({}, start + 3)).toBe(0);
		expect(await store.repository.campaigns.lease('other', { limit: 10, leaseMs: 60_000, now: start + 4 })).toHaveLength(1);
	});

	it('count what was on its way to one of two records that became one', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		for (const key of ['anna@acme.no', 'anna@home.no']) await score(key, 60, start);
		const steps = await lease(start);
		await store.repository.leads.identify({ key: 'anna@acme.no', aliases: ['anna@home.no'] }, start + 1);
		expect(await store.repository.campaigns.acknowledge(steps, start + 2)).toBe(2);
		const { rows } = await store.repository.campaigns.enrollments({ ...ALL, key: 'anna@acme.no' });
		expect(rows).toMatchObject([{ state: 'open', nextStep: 'case' }, { state: 'ended', outcome: 'removed', passed: [{ id: 'guide' }] }]);
	});
});
