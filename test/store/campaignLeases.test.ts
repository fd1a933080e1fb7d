import { backends } from './backends';
import { campaignOf } from './campaignOf';
import { DAY_MS, start, useCampaigns } from './useCampaigns';

describe.each(backends)('campaigns on $name', (backend) => {
	const store = useCampaigns(backend);
	const { score, lease, enrollment } = store;

	it('send the same message again, under the same id, where its lease ran out, and only then', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		const [first] = await lease(start);
		const [second] = await lease(start + 60_000);
		expect(second).toMatchObject({ id: first!.id, attempts: 2 });
		expect(await store.repository.campaigns.acknowledge([first!], start + 60_001)).toBe(0);
		expect(await store.repository.campaigns.release([second!])).toBe(1);
		const [third] = await lease(start + 60_002);
		expect(third).toMatchObject({ id: first!.id, attempts: 2 });
	});

	it('renew, give back, fail and acknowledge many at once, and leave alone those whose lease was lost', async () => {
		const { campaigns } = store.repository;
		await campaigns.save(campaignOf(), start);
		const keys = ['anna@acme.no', 'berit@acme.no', 'carl@acme.no'];
		for (const key of keys) await score(key, 60, start);
		const old = await lease(start);
		expect(old).toHaveLength(3);
		const lost = old.find(({ lead }) => lead.key === 'carl@acme.no')!;
		expect(await campaigns.renew(old.filter((step) => step !== lost), start + 120_000)).toBe(2);
		// Carl's ran out and is taken again; the others' were renewed.
		const [taken, ...more] = await lease(start + 60_000);
		expect([taken!.lead.key, more]).toEqual(['carl@acme.no', []]);
		expect(await campaigns.renew(old, start + 120_000)).toBe(2);
		expect(await campaigns.release(old)).toBe(2);
		expect(await campaigns.fail(old, 'too late', { now: start, maxAttempts: 1 })).toBe(0);

		// Two of a first attempt again, and Carl's second one, which is his last.
		const given = await lease(start + 60_000);
		expect(given.map(({ attempts }) => attempts)).toEqual([1, 1]);
		expect(await campaigns.fail([...given, taken!, lost], 'mailbox on fire', { now: start + 60_000, maxAttempts: 2 })).toBe(3);
		expect(await enrollment('carl@acme.no')).toMatchObject({ state: 'failed', dueAt: null });
		for (const key of keys.slice(0, 2)) expect(await enrollment(key)).toMatchObject({ state: 'open', dueAt: start + 70_000 });

		const last = await lease(start + 70_000);
		expect(await campaigns.acknowledge(last, start + 70_000)).toBe(2);
		for (const key of keys.slice(0, 2)) expect(await enrollment(key)).toMatchObject({ state: 'open', nextStep: 'case', passed: [{ id: 'guide', at: start + 70_000 }] });
	});

	it('give up after the last attempt, say so, and go on when somebody asks', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		const [first] = await lease(start);
		expect(await store.repository.campaigns.fail([first!], 'mailbox on fire', { now: start, maxAttempts: 2 })).toBe(1);
		expect(await lease(start + 9_999)).toEqual([]);
		const [second] = await lease(start + 10_000);
		expect(await store.repository.campaigns.fail([second!], 'mailbox on fire', { now: start + 10_000, maxAttempts: 2 })).toBe(1);
		expect(await lease(start + DAY_MS)).toEqual([]);
		// News of the lead do not bring it back by themselves.
		await store.repository.activities.record([{ lead: 'anna@acme.no', type: 'page_view', at: start }], start + DAY_MS);
		expect(await lease(start + DAY_MS)).toEqual([]);
		expect(await enrollment('anna@acme.no')).toMatchObject({ state: 'failed', reason: expect.stringContaining('mailbox on fire') as string });
		expect(await store.repository.campaigns.retry({}, start + DAY_MS)).toBe(1);
		expect(await lease(start + DAY_MS)).toMatchObject([{ id: first!.id, attempts: 1 }]);
	});

	it('give nobody the same step at once', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		for (let n = 0; n < 40; n += 1) await score(`lead${n}@acme.no`, 60, start);
		const taken = await Promise.all(Array.from({ length: 8 }, () => lease(start, 10)));
		const keys = taken.flat().map(({ lead: { key } }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keys.length + (await lease(start, 100)).length).toBe(40);
	});
});
