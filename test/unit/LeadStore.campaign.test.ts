import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { starterCampaigns } from '../../engine';
import { LeadStore } from '../../nodes/LeadStore/LeadStore.node';
import { ask, credentialOf, failureOf, jsonOf, runLeadStore, useLeadStore } from './leadStore';

const STARTER = starterCampaigns[0]!.campaign;
const DRIP = {
	format: 1,
	id: 'drip',
	name: 'Drip',
	version: 1,
	enter: { bands: ['nurture'] },
	goal: { bands: ['sales'] },
	steps: [
		{ id: 'guide', afterDays: 0, content: { subject: 'The guide' } },
		{ id: 'case', afterDays: 3, content: { subject: 'The story' } },
	],
};
const ANNA = { email: 'anna@x.no' };
const BO = { email: 'bo@x.no' };
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

useLeadStore();

const save = (campaign: object): Promise<IDataObject[]> => jsonOf('campaign.save', [{}], { campaignFrom: 'json', campaignJson: JSON.stringify(campaign) });
const lease = (campaignId = 'drip') => ask((store) => store.campaigns.lease(campaignId, { limit: 100, leaseMs: 60_000, now: Date.now() }));
const known = (...keys: string[]) => ask((store) => store.leads.upsert(keys.map((key) => ({ key, attributes: { email: key }, consent: 'granted' as const })), Date.now()));
const enrollments = (filters: IDataObject = {}): Promise<IDataObject[]> => jsonOf('campaign.getEnrollments', [{}], { filters: filters as never });

/** Sends, or fails to send, all that is due. */
async function deliver(isSent: (key: string) => boolean): Promise<void> {
	const due = await lease();
	await ask(async ({ campaigns }) => {
		for (const step of due) {
			if (isSent(step.lead.key)) await campaigns.acknowledge([step], Date.now());
			else await campaigns.fail([step], 'Mailbox full', { now: Date.now(), maxAttempts: 1 });
		}
	});
}

describe('saving a campaign', () => {
	it('takes a starter, once, and lets it run', async () => {
		const saved = { campaignId: STARTER.id, name: STARTER.name, version: 1, active: true };
		expect(await jsonOf('campaign.save', [{}])).toEqual([{ ...saved, saved: true }]);
		expect(await jsonOf('campaign.save', [{}])).toEqual([{ ...saved, saved: false }]);
		expect(await jsonOf('campaign.getMany', [{}])).toEqual([{ ...saved, savedAt: ISO, campaign: STARTER }]);
	});

	it('takes JSON, of which the last version runs and each stays as it was', async () => {
		expect(await save(DRIP)).toMatchObject([{ campaignId: 'drip', version: 1, saved: true, active: true }]);
		expect(await save({ ...DRIP, version: 2, name: 'Second' })).toMatchObject([{ version: 2, active: true }]);
		expect(await jsonOf('campaign.getMany', [{}])).toMatchObject([{ version: 2, active: true }, { version: 1, active: false }]);
		expect(await jsonOf('campaign.getMany', [{}], { limit: 1 })).toHaveLength(1);
		expect(await jsonOf('campaign.getMany', [{}], { onlyActive: true, returnAll: true })).toMatchObject([{ version: 2, name: 'Second' }]);
		const error = await failureOf('campaign.save', [{}], { campaignFrom: 'json', campaignJson: JSON.stringify({ ...DRIP, name: 'Other' }) });
		expect(error.message).toContain("Version 1 of the campaign 'drip' is in");
		expect(error.description).toContain('the version 3');
	});

	it('tells all problems of a bad one at once, and keeps nothing of it', async () => {
		const bad = { ...DRIP, enter: { bands: [] }, steps: [{ id: 'guide', afterDays: -1 }] };
		const error = await failureOf('campaign.save', [{}], { campaignFrom: 'json', campaignJson: JSON.stringify(bad) });
		expect(error.message).toBe("The campaign in 'Campaign JSON' has 2 problems");
		expect(error.description).toContain('enter.bands');
		expect(error.description).toContain('steps[0].afterDays');
		expect((await failureOf('campaign.save', [{}], { campaignFrom: 'json', campaignJson: '{"format":' })).message).toBe("'Campaign JSON' is not valid JSON");
		expect(await jsonOf('campaign.getMany', [{}])).toEqual([]);
	});
});

describe('enrolling', () => {
	beforeEach(async () => {
		await save(DRIP);
		await known('anna@x.no', 'bo@x.no');
	});

	it('tells the outcome, or why not, on each item', async () => {
		const output = await runLeadStore('campaign.enroll', [ANNA, { email: 'nobody@x.no' }, BO]);
		expect(output.map(({ json }) => json)).toEqual([
			{ key: 'anna@x.no', campaignId: 'drip', enrolled: true, enrollmentId: expect.any(String) as string, reason: null },
			{ key: 'nobody@x.no', campaignId: 'drip', enrolled: false, enrollmentId: null, reason: 'There is no such lead in the store' },
			{ key: 'bo@x.no', campaignId: 'drip', enrolled: true, enrollmentId: expect.any(String) as string, reason: null },
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(await jsonOf('campaign.enroll', [ANNA])).toMatchObject([{ enrolled: false, reason: expect.stringMatching(/./) as string }]);
	});

	it('asks which campaign where there are several, and needs one that is there', async () => {
		await jsonOf('campaign.save', [{}]);
		expect((await failureOf('campaign.enroll', [ANNA])).message).toMatch(/'Campaign': nothing is chosen, and .* has several\. Choose one of: drip, warm-up-50-70/);
		expect((await failureOf('campaign.enroll', [ANNA], { campaign: { __rl: true, mode: 'id', value: 'spring' } })).message).toContain("There is no campaign 'spring'");
	});

	it('lets a wrong item keep nobody else out', async () => {
		const campaign = ['drip', 'spring', 'drip'];
		const output = await jsonOf('campaign.enroll', [ANNA, BO, {}], {}, { onError: 'continueRegularOutput', expressions: (index) => ({ campaign: campaign[index] }) });
		expect(output).toMatchObject([{ enrolled: true }, { error: expect.stringContaining('spring') as string }, { error: expect.stringContaining("'Lead'") as string }]);
	});

	it('enrolls a thousand and more in one run', async () => {
		const leads = Array.from({ length: 1_100 }, (_, index) => `lead${index}@x.no`);
		await known(...leads);
		const output = await jsonOf('campaign.enroll', leads.map((email) => ({ email })));
		expect(output.filter(({ enrolled }) => enrolled)).toHaveLength(1_100);
	});
});

describe('enrollments', () => {
	beforeEach(async () => {
		await save(DRIP);
		await known('anna@x.no', 'bo@x.no');
		await ask((store) => store.leads.upsert([{ key: 'cia@x.no', attributes: {} }, { key: 'dag@x.no', attributes: {}, consent: 'granted' }], Date.now()));
		await jsonOf('campaign.enroll', [ANNA, BO, { email: 'cia@x.no' }, { email: 'dag@x.no' }]);
		await jsonOf('campaign.exit', [{ email: 'dag@x.no' }], { reason: 'Sales has taken over' });
		await deliver((key) => key === 'anna@x.no');
	});

	it('tell who is where, what is next and when, or why not', async () => {
		const [anna, bo, cia, dag] = await enrollments();
		expect(anna).toEqual({
			key: 'anna@x.no',
			enrollmentId: expect.any(String) as string,
			campaignId: 'drip',
			state: 'open',
			nextStep: 'case',
			dueAt: ISO,
			reason: 'Comes 3 days after the step before',
			heldOut: false,
			enrolledAt: ISO,
			passed: [{ step: 'guide', at: ISO }],
			outcome: null,
			endedAt: null,
		});
		expect(Date.parse(anna!.dueAt as string) - Date.parse((anna!.passed as { at: string }[])[0]!.at)).toBe(3 * 86_400_000);
		expect(bo).toMatchObject({ state: 'failed', dueAt: null, reason: 'Could not be sent: Mailbox full' });
		expect(cia).toMatchObject({ state: 'blocked', dueAt: null, reason: expect.stringMatching(/consent/i) as string });
		expect(dag).toMatchObject({ state: 'ended', outcome: 'removed', reason: 'Sales has taken over', endedAt: ISO });
	});

	it.each([
		[{ state: 'open' }, ['anna@x.no']],
		[{ state: 'failed' }, ['bo@x.no']],
		[{ state: 'blocked' }, ['cia@x.no']],
		[{ state: 'ended' }, ['dag@x.no']],
		[{ lead: 'bo@x.no' }, ['bo@x.no']],
		[{ campaign: { __rl: true, mode: 'id', value: 'other' } }, []],
		[{ campaign: { __rl: true, mode: 'id', value: 'drip' }, state: 'ended' }, ['dag@x.no']],
	])('are filtered by %j', async (filters, keys) => {
		expect((await enrollments(filters)).map(({ key }) => key)).toEqual(keys);
	});

	it('come up to a limit, or all', async () => {
		expect(await jsonOf('campaign.getEnrollments', [{}], { limit: 3 })).toHaveLength(3);
		expect(await jsonOf('campaign.getEnrollments', [{}], { returnAll: true })).toHaveLength(4);
		expect((await failureOf('campaign.getEnrollments', [{}], { limit: 0 })).message).toContain("'Limit'");
	});

	it('end by hand once, with a reason that must be given', async () => {
		expect(await jsonOf('campaign.exit', [ANNA], { reason: 'Asked by phone' })).toEqual([{ key: 'anna@x.no', campaignId: 'drip', exited: true, reason: 'Asked by phone' }]);
		expect(await jsonOf('campaign.exit', [ANNA], { reason: 'Asked by phone' })).toMatchObject([{ exited: false }]);
		expect((await failureOf('campaign.exit', [ANNA], {})).message).toContain("'Reason': expected text");
	});

	it('get messages that failed back in the queue, those of one lead or all', async () => {
		expect(await jsonOf('campaign.retry', [{}], { lead: 'anna@x.no' })).toEqual([{ retried: 0 }]);
		expect(await jsonOf('campaign.retry', [{}], { campaign: { __rl: true, mode: 'id', value: 'other' } })).toEqual([{ retried: 0 }]);
		expect(await jsonOf('campaign.retry', [{}])).toEqual([{ retried: 1 }]);
		expect(await lease()).toMatchObject([{ step: 'guide', lead: { key: 'bo@x.no' }, attempts: 1 }]);
	});
});

describe('results', () => {
	it('are numbers and text, per step, of leads that answered', async () => {
		await save(DRIP);
		const keys = Array.from({ length: 10 }, (_, index) => `lead${index}@x.no`);
		await known(...keys);
		await jsonOf('campaign.enroll', keys.map((email) => ({ email })));
		await deliver(() => true);
		await ask((store) => store.activities.record([{ lead: keys[0]!, type: 'email_click', at: Date.now(), campaign: 'drip', properties: { step: 'guide' } }], Date.now()));
		const [results] = await jsonOf('campaign.getResults', [{}]);
		const [guide] = results!.steps as IDataObject[];
		expect(results).toMatchObject({ campaignId: 'drip', name: 'Drip', version: 1, contacted: { count: 0, of: 10, share: 0 }, heldOut: { share: null, text: 'nobody yet' }, lift: { difference: null, proven: false, text: 'nobody to compare with' } });
		// Wilson's interval of 1 in 10.
		expect(guide).toMatchObject({ step: 'guide', variant: null, sent: 10, opened: { count: 0 }, replied: { count: 0 }, clicked: { count: 1, of: 10, share: 0.1, text: '1 of 10: 10.0% (1.8 to 40.4%)' } });
	});

	it('compare with those who were held out', async () => {
		await save({ ...DRIP, holdoutPercent: 50 });
		const keys = Array.from({ length: 60 }, (_, index) => `lead${index}@x.no`);
		await known(...keys);
		await jsonOf('campaign.enroll', keys.map((email) => ({ email })));
		const [results] = await jsonOf('campaign.getResults', [{}]);
		const { contacted, heldOut, lift } = results as Record<'contacted' | 'heldOut' | 'lift', IDataObject>;
		expect(Number(contacted.of) + Number(heldOut.of)).toBe(60);
		expect(lift).toMatchObject({ difference: 0, proven: false, text: expect.stringMatching(/^0\.0 points \(-\d+\.\d to \+\d+\.\d\): not proven$/) as string });
	});

	it('are of a campaign that is there', async () => {
		expect((await failureOf('campaign.getResults', [{}])).message).toMatch(/'Campaign': nothing is chosen, and .* has no campaign/);
		expect((await failureOf('campaign.getResults', [{}], { campaign: { __rl: true, mode: 'id', value: 'spring' } })).message).toContain("There is no campaign 'spring'");
	});
});

describe('the list to choose from', () => {
	const { searchCampaigns } = new LeadStore().methods.listSearch;
	const search = (filter?: string, credential: object = credentialOf()) =>
		searchCampaigns.call({ getCredentials: async () => credential, getNode: () => ({ name: 'Lead Store', type: 'leadStore' }) } as unknown as ILoadOptionsFunctions, filter);

	it('has the version of each campaign that runs, by name', async () => {
		await save({ ...DRIP, id: 'a', name: 'Zebra' });
		await save(DRIP);
		await save({ ...DRIP, version: 2, name: 'Second' });
		await jsonOf('campaign.save', [{}]);
		const starter = `${STARTER.name} (${STARTER.id}, version 1)`;
		expect((await search()).results.map(({ name }) => name)).toEqual(['Second (drip, version 2)', starter, 'Zebra (a, version 1)']);
		expect(await search('warm')).toEqual({ results: [{ name: starter, value: STARTER.id }] });
		expect(await search('nothing')).toEqual({ results: [] });
	});

	it('says how to save a campaign where there is none', async () => {
		await expect(search()).rejects.toThrow(/^The lead store "test\S+" has no campaign yet\. Save one first: with the Lead Store node \(Campaign: Save\), or by an active Nurture Campaign Trigger\.$/);
	});

	it('says what is wrong with the store and what to do in the message, which is all it shows, and which loses its hyphens there', async () => {
		await expect(search('', { backend: 'sqlite', name: 'a/b' })).rejects.toThrow("The lead store cannot be opened: 'Name': expected 1 to 64 letters, digits, _ and \u2011. Correct the credential 'Lead Store API'.");
	});
});

describe('reading the token of a message', () => {
	it('tells whom and what a link is about, and refuses what the store has not made', async () => {
		const message = { key: 'anna@x.no', messageId: 'm1', campaignId: 'drip', step: 'guide', linkUrl: 'https://www.example.com/guide' };
		const token = await ask((store) => store.messageTokens.seal(message));
		expect(await jsonOf('campaign.readToken', [{}], { reference: token })).toEqual([message]);
		const { message: refusal, description } = await failureOf('campaign.readToken', [{}], { reference: `${token}x`.slice(4) });
		expect([refusal, description]).toEqual([expect.stringContaining('The token is none of the lead store'), expect.stringContaining('another lead store')]);
	});
});
