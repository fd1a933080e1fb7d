import { backends } from './backends';
import { campaignOf } from './campaignOf';
import { ALL, DAY_MS, start, useCampaigns } from './useCampaigns';

describe.each(backends)('campaigns on $name', (backend) => {
	const store = useCampaigns(backend);
	const { score, lease, enrollment } = store;

	it('take a lead in when it enters the band, one step after the other, until it reaches the goal', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		const [guide] = await lease(start);
		expect(guide).toMatchObject({ step: 'guide', variant: null, content: { subject: 'The guide' }, attempts: 1, lead: { key: 'anna@acme.no', band: 'nurture' } });
		expect(await lease(start)).toEqual([]);
		expect(await store.repository.campaigns.acknowledge([guide!], start)).toBe(1);
		expect(await store.repository.campaigns.acknowledge([guide!], start)).toBe(0);
		expect(await enrollment('anna@acme.no')).toMatchObject({ state: 'open', nextStep: 'case', dueAt: start + 3 * DAY_MS, passed: [{ id: 'guide', at: start }] });
		expect(await store.repository.campaigns.nextDueAt('warm-up')).toBe(start + 3 * DAY_MS);
		expect(await lease(start + 3 * DAY_MS - 1)).toEqual([]);

		await score('anna@acme.no', 80, start + DAY_MS);
		expect(await lease(start + 4 * DAY_MS)).toEqual([]);
		expect(await enrollment('anna@acme.no')).toMatchObject({ state: 'ended', outcome: 'converted' });
		await score('anna@acme.no', 60, start + 5 * DAY_MS);
		expect(await lease(start + 5 * DAY_MS)).toEqual([]);
		const { contacted, steps } = await store.repository.campaigns.results('warm-up');
		expect(contacted).toMatchObject({ share: 1 });
		expect(steps).toMatchObject([{ step: 'guide', sent: 1, reached: { share: 1 } }]);
	});

	it('apply a new version to those who are not past the step', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		await store.repository.campaigns.acknowledge([(await lease(start))[0]!], start);
		await score('bo@acme.no', 60, start);
		const { steps } = campaignOf();
		await store.repository.campaigns.save(campaignOf({ version: 2, steps: [{ ...steps[0]!, content: { subject: 'A better guide' } }, { ...steps[1]!, afterDays: 1 }] }), start + 1);
		expect(await lease(start + 1)).toMatchObject([{ lead: { key: 'bo@acme.no' }, content: { subject: 'A better guide' } }]);
		expect(await lease(start + DAY_MS)).toMatchObject([
			{ step: 'guide', lead: { key: 'bo@acme.no' }, attempts: 2 },
			{ step: 'case', lead: { key: 'anna@acme.no' } },
		]);
		await expect(store.repository.campaigns.save(campaignOf({ name: 'Another' }), start)).rejects.toThrow("Version 1 of the campaign 'warm-up' is in");
	});

	it('never write to those held out, and count them for comparison', async () => {
		await store.repository.campaigns.save(campaignOf({ holdoutPercent: 100 }), start);
		await score('anna@acme.no', 60, start);
		expect(await lease(start)).toEqual([]);
		expect(await enrollment('anna@acme.no')).toMatchObject({ heldOut: true, passed: [{ id: 'guide' }], nextStep: 'case' });
		expect(await lease(start + 3 * DAY_MS)).toEqual([]);
		expect(await enrollment('anna@acme.no')).toMatchObject({ state: 'ended', outcome: 'finished' });
		expect(await store.repository.campaigns.results('warm-up')).toMatchObject({ contacted: null, heldOut: { of: 1 } });
	});

	it('show what is due without taking it', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		await score('anna@acme.no', 60, start);
		const [seen] = await store.repository.campaigns.peek('warm-up', { limit: 1, now: start });
		expect(seen).toMatchObject({ step: 'guide', lead: { key: 'anna@acme.no' } });
		expect(await store.repository.campaigns.peek('warm-up', { limit: 1, now: start })).toMatchObject([{ attempts: 1 }]);
		expect(await lease(start)).toMatchObject([{ attempts: 1 }]);
	});

	it('find who is due behind very many whose turn it is not yet', async () => {
		const { steps } = campaignOf();
		await store.repository.campaigns.save(campaignOf({ steps: [{ ...steps[0]!, afterDays: 1 }] }), start);
		const others = Array.from({ length: 450 }, (_, n) => `lead${n}@acme.no`);
		await store.repository.leads.upsert(['anna@acme.no', ...others].map((key) => ({ key, consent: 'granted' })), start);
		await store.repository.campaigns.enroll('warm-up', ['anna@acme.no'], start - DAY_MS + 5);
		expect(await lease(start)).toEqual([]);
		await store.repository.campaigns.enroll('warm-up', others, start);
		expect(await lease(start + 5, 5)).toMatchObject([{ lead: { key: 'anna@acme.no' } }]);
	});

	it('show who is due behind many whose turn it is not yet', async () => {
		await store.repository.campaigns.save(campaignOf(), start);
		const others = Array.from({ length: 250 }, (_, n) => `lead${n}@acme.no`);
		await store.repository.leads.upsert(others.map((key) => ({ key })), start);
		await store.repository.campaigns.enroll('warm-up', others, start);
		await store.repository.leads.upsert([{ key: 'anna@acme.no', consent: 'granted' }], start);
		await store.repository.campaigns.enroll('warm-up', ['anna@acme.no'], start + 1);
		const peek = () => store.repository.campaigns.peek('warm-up', { limit: 1, now: start + 1 });
		expect(await peek()).toMatchObject([{ lead: { key: 'anna@acme.no' } }]);
		// Nothing was put off by looking.
		expect((await store.repository.campaigns.enrollments({ ...ALL, limit: 1_000, state: 'open' })).rows).toHaveLength(251);
		expect(await peek()).toHaveLength(1);
	});
});
