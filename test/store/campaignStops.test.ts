import { backends } from './backends';
import { campaignOf } from './campaignOf';
import { ALL, DAY_MS, start, useCampaigns } from './useCampaigns';

describe.each(backends)('campaigns on $name', (backend) => {
	const store = useCampaigns(backend);
	const { score, lease, enrollment } = store;

	it.each([
		['unsubscribed', (now: number) => store.repository.suppressions.add('anna@acme.no', 'unsubscribed', now), { state: 'ended', outcome: 'suppressed' }],
		['without consent', (now: number) => store.repository.leads.upsert([{ key: 'anna@acme.no', consent: 'withdrawn' }], now), { state: 'blocked', reason: 'Consent was withdrawn' }],
		['taken out by hand', (now: number) => store.repository.campaigns.exit('warm-up', ['anna@acme.no'], 'Asked us to call instead', now), { state: 'ended', outcome: 'removed' }],
		['fallen out of the band', (now: number) => score('anna@acme.no', 0, now), { state: 'ended', outcome: 'exited' }],
	])('send nothing to a lead that is %s', async (_, change, expected) => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		await change(start + 1);
		expect(await lease(start + 2)).toEqual([]);
		expect(await enrollment('anna@acme.no')).toMatchObject(expected);
	});

	it('are blocked by a withdrawn consent also where a crash has left a lease behind', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		expect(await lease(start)).toHaveLength(1);
		await store.repository.leads.upsert([{ key: 'anna@acme.no', consent: 'withdrawn' }], start);
		expect(await lease(start + 60_000)).toEqual([]);
		expect(await enrollment('anna@acme.no')).toMatchObject({ state: 'blocked' });
		expect((await store.repository.campaigns.enrollments({ ...ALL, state: 'blocked' })).rows).toHaveLength(1);
		expect((await store.repository.campaigns.enrollments({ ...ALL, state: 'open' })).rows).toEqual([]);
		await store.repository.leads.upsert([{ key: 'anna@acme.no', consent: 'granted' }], start + 60_001);
		expect(await lease(start + 60_001)).toMatchObject([{ step: 'guide', attempts: 2 }]);
	});

	it('go on when consent comes', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		await store.repository.leads.upsert([{ key: 'anna@acme.no', consent: 'withdrawn' }], start);
		expect(await lease(start)).toEqual([]);
		await store.repository.leads.upsert([{ key: 'anna@acme.no', consent: 'granted' }], start + 5);
		expect(await lease(start + 5)).toMatchObject([{ step: 'guide' }]);
	});

	it('keep to the cap over all campaigns', async () => {
		await store.repository.campaigns.save(campaignOf({ atMost: { messages: 1, perDays: 7 } }), start);
		await store.repository.campaigns.save(campaignOf({ id: 'other', atMost: { messages: 1, perDays: 7 } }), start);
		await score('anna@acme.no', 60, start);
		const [first] = await lease(start);
		expect(await store.repository.campaigns.lease('other', { limit: 10, leaseMs: 60_000, now: start })).toEqual([]);
		await store.repository.campaigns.acknowledge([first!], start);
		expect(await store.repository.campaigns.lease('other', { limit: 10, leaseMs: 60_000, now: start + 7 * DAY_MS - 1 })).toEqual([]);
		expect(await store.repository.campaigns.lease('other', { limit: 10, leaseMs: 60_000, now: start + 7 * DAY_MS })).toHaveLength(1);
	});
});
