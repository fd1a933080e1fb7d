import type { IDataObject } from 'n8n-workflow';
import { ask, failureOf, jsonOf, runLeadStore, useLeadStore } from './leadStore';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const ANNA = { email: 'Anna@Fjordlys.no', jobTitle: 'Head of Operations', companySize: 250 };

useLeadStore();
beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

describe('create or update', () => {
	it('keeps a lead as it comes, and says on the item what became of it', async () => {
		const [item] = await runLeadStore('lead.upsert', [ANNA]);
		expect(item).toEqual({ json: { ...ANNA, leadStore: { key: 'anna@fjordlys.no', created: true, changed: true } }, pairedItem: { item: 0 } });
		expect(await ask((store) => store.leads.get('anna@fjordlys.no'))).toMatchObject({ attributes: ANNA, createdAt: NOW });
	});

	it('changes nothing by the same again, nor by an item that has been through our nodes', async () => {
		const [first] = await jsonOf('lead.upsert', [ANNA]);
		expect(await jsonOf('lead.upsert', [ANNA])).toMatchObject([{ leadStore: { created: false, changed: false } }]);
		expect(await jsonOf('lead.upsert', [{ ...first, leadScore: { score: 70 }, leadRoute: {} }])).toMatchObject([{ leadStore: { changed: false } }]);
		expect(await jsonOf('lead.upsert', await jsonOf('lead.getMany', [{}]))).toMatchObject([{ leadStore: { changed: false } }]);
	});

	it('takes the shape of a CRM, and knows the lead by its ID there as well', async () => {
		const contact = { id: '5', properties: { email: 'a@b.no', jobtitle: 'CTO', hs_object_id: '5', hs_analytics_last_timestamp: '2026-11-20T10:00:00Z' } };
		const [item] = await jsonOf('lead.upsert', [contact]);
		// The visit that HubSpot's own field proves.
		expect(item).toMatchObject({ leadStore: { key: 'a@b.no', activities: { recorded: 1, known: 0, refused: 0 } } });
		expect(await ask((store) => store.leads.get('hubspot:5'))).toMatchObject({ key: 'a@b.no', aliases: ['a@b.no', 'hubspot:5'], attributes: { jobTitle: 'CTO' } });
	});

	it('records what comes with the lead, each activity once, and keeps neither activities nor adjustments as attributes', async () => {
		const lead = {
			...ANNA,
			activities: [
				{ type: 'demo_request', at: '2026-11-20T10:00:00Z' },
				{ type: 'page_view', at: 'yesterday' },
				{ at: '2026-11-20T10:00:00Z' },
			],
			adjustments: [{ points: 5 }],
		};
		expect(await jsonOf('lead.upsert', [lead])).toMatchObject([{ leadStore: { activities: { recorded: 1, known: 0, refused: 2 } } }]);
		expect(await jsonOf('lead.upsert', [lead])).toMatchObject([{ leadStore: { changed: false, activities: { recorded: 0, known: 1, refused: 2 } } }]);
		expect((await ask((store) => store.leads.get('anna@fjordlys.no')))?.attributes).toEqual(ANNA);
		const off = { options: { recordActivities: false } };
		expect((await jsonOf('lead.upsert', [{ ...lead, email: 'b@b.no' }], off))[0]).toMatchObject({ leadStore: { key: 'b@b.no', created: true, changed: true } });
		expect((await ask((store) => store.activities.list('b@b.no', { after: null, limit: 9 }))).rows).toEqual([]);
	});

	it('keeps the fields that are named, each of the type that it has', async () => {
		const attributes = {
			assignments: [
				{ id: '1', name: 'jobTitle', value: 'CTO', type: 'string' },
				{ id: '2', name: ' companySize ', value: '250', type: 'number' },
				{ id: '3', name: 'tags', value: '["a","b"]', type: 'array' },
				{ id: '4', name: '', value: 'nameless', type: 'string' },
				{ id: '5', name: 'phone', value: null, type: 'string' },
			],
		};
		const output = await jsonOf('lead.upsert', [{ form: 1 }], { leadFrom: 'fields', lead: 'hubspot:7', attributes });
		expect(output).toEqual([{ form: 1, leadStore: { key: 'hubspot:7', created: true, changed: true } }]);
		expect((await ask((store) => store.leads.get('hubspot:7')))?.attributes).toEqual({ jobTitle: 'CTO', companySize: 250, tags: ['a', 'b'] });
	});

	it('makes one lead of identities that are said to be the same person, and keeps consent', async () => {
		await jsonOf('activity.record', [{ visitorId: '9f2c', type: 'page_view' }]);
		const options = { aliases: 'visitor:9f2c, hubspot:7', consent: 'granted' };
		await jsonOf('lead.upsert', [ANNA], { options });
		const lead = await ask((store) => store.leads.get('visitor:9f2c'));
		expect(lead).toMatchObject({ key: 'anna@fjordlys.no', consent: 'granted' });
		expect(lead?.aliases.sort()).toEqual(['anna@fjordlys.no', 'hubspot:7', 'visitor:9f2c']);
	});

	it.each<[given: unknown, consent: string | null]>([
		[true, 'granted'],
		[' YES ', 'granted'],
		[false, 'withdrawn'],
		['no', 'withdrawn'],
		['', null],
		[null, null],
	])('consent %j is %s', async (given, consent) => {
		await jsonOf('lead.upsert', [ANNA], {}, { expressions: () => ({ 'options.consent': given }) });
		expect(await ask((store) => store.leads.get('anna@fjordlys.no'))).toMatchObject({ consent });
	});

	it('empties what is empty, unless known values are kept', async () => {
		await jsonOf('lead.upsert', [ANNA]);
		await jsonOf('lead.upsert', [{ email: ANNA.email, jobTitle: ' ', companySize: null }], { options: { keepKnown: true } });
		expect((await ask((store) => store.leads.get(ANNA.email)))?.attributes).toEqual(ANNA);
		await jsonOf('lead.upsert', [{ email: ANNA.email, jobTitle: '' }]);
		expect((await ask((store) => store.leads.get(ANNA.email)))?.attributes).toMatchObject({ jobTitle: '', companySize: 250 });
	});

	it('leaves out fields', async () => {
		await jsonOf('lead.upsert', [{ ...ANNA, password: 'x', notes: 'y' }], { options: { leaveOut: 'password, notes' } });
		expect((await ask((store) => store.leads.get(ANNA.email)))?.attributes).toEqual(ANNA);
	});

	it('keeps fields of any name as data', async () => {
		const hostile = JSON.parse('{"email":"a@b.no","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}') as IDataObject;
		await jsonOf('lead.upsert', [hostile]);
		expect(({} as IDataObject).polluted).toBeUndefined();
		const attributes = (await ask((store) => store.leads.get('a@b.no')))?.attributes;
		expect(JSON.stringify(attributes)).toBe(JSON.stringify(hostile));
	});

	it('saves thousands in batches', async () => {
		const upsert = await ask(async (store) => jest.spyOn(store.leads, 'upsert'));
		const leads = Array.from({ length: 1_201 }, (_, index) => ({ email: `lead${index}@x.no`, index }));
		const output = await runLeadStore('lead.upsert', leads);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(leads.map((_lead, item) => ({ item })));
		expect(upsert.mock.calls.map(([batch]) => batch.length)).toEqual([500, 500, 201]);
		expect(await jsonOf('lead.getMany', [{}], { returnAll: true })).toHaveLength(1_201);
	});

	it('shows what stands where the address should be', async () => {
		const error = await failureOf('lead.upsert', [{ email: 'anna(at)fjordlys.no' }]);
		expect(error.message).toBe("This lead has no identity: neither an email address ('email' holds \"anna(at)fjordlys.no\") nor an ID");
	});

	describe('with items that cannot be kept', () => {
		const items: IDataObject[] = [ANNA, { jobTitle: 'CTO' }, { email: 'gone@x.no' }, {}, { email: 'b@b.no' }];
		beforeEach(() => ask((store) => store.leads.erase('gone@x.no', NOW)));

		it('keeps the others, then fails with the first of them and its remedy', async () => {
			const error = await failureOf('lead.upsert', items);
			expect(error.message).toBe('This lead has no identity: neither an email address nor an ID');
			expect(error.description).toContain("Give it a field 'email' or 'id'");
			expect(error.description).toContain('Done: 2 of 5 items');
			expect(error.context.itemIndex).toBe(1);
			expect((await ask((store) => store.leads.list({ after: null, limit: 9 }))).rows.map(({ key }) => key)).toEqual(['anna@fjordlys.no', 'b@b.no']);
		});

		it('gives them out as failures where the node is to go on', async () => {
			const output = await runLeadStore('lead.upsert', items, {}, { onError: 'continueErrorOutput' });
			expect(output.map(({ json }) => Object.keys(json))).toEqual([
				[...Object.keys(ANNA), 'leadStore'],
				['error', 'details'],
				['error', 'details'],
				['error', 'details'],
				['email', 'leadStore'],
			]);
			expect(output[2]?.json.error).toContain('erased');
		});
	});

	it('tells all that is wrong with the parameters at once', async () => {
		const expressions = () => ({ 'options.consent': 'perhaps', 'options.aliases': [{ id: 5 }], lead: { email: 'a@b.no' } });
		const error = await failureOf('lead.upsert', [{}], { leadFrom: 'fields', attributes: { assignments: [{ name: 'size', value: 'many', type: 'number' }] } }, { expressions });
		expect(error.message).toBe("4 of the node's parameters are wrong");
		expect(error.description).toMatch(/'Lead': expected an email address or an ID, got \{"email":"a@b.no"\}/);
		expect(error.description).toMatch(/'Attributes': .*size/);
		expect(error.description).toMatch(/'Is Also': expected texts/);
		expect(error.description).toMatch(/'Consent': expected granted or withdrawn/);
	});
});

describe('get', () => {
	beforeEach(() => jsonOf('lead.upsert', [{ ...ANNA, id: 17 }], { options: { aliases: 'visitor:9f2c' } }));

	it.each([' ANNA@fjordlys.no', 'visitor:9f2c'])('finds a lead by %j', async (lead) => {
		expect(await jsonOf('lead.get', [{}], { lead })).toEqual([
			{
				...ANNA,
				id: 17,
				key: 'anna@fjordlys.no',
				leadStore: { key: 'anna@fjordlys.no', aliases: ['anna@fjordlys.no', 'visitor:9f2c'], consent: null, suppressed: null, createdAt: '2026-11-22T08:00:00.000Z', updatedAt: '2026-11-22T08:00:00.000Z' },
			},
		]);
	});

	it('finds the lead that the item holds, and goes by what an earlier node of ours said of it', async () => {
		expect(await jsonOf('lead.get', [{ id: 'x', properties: { email: 'anna@fjordlys.no', hs_object_id: 'x' } }])).toMatchObject([{ jobTitle: ANNA.jobTitle }]);
		expect(await jsonOf('lead.get', [{ email: 'other@x.no', leadStore: { key: 'visitor:9f2c' } }])).toMatchObject([{ jobTitle: ANNA.jobTitle }]);
	});

	it('gives no item for a lead that is not known', async () => {
		const output = await runLeadStore('lead.get', [{}, {}], {}, { expressions: (item) => ({ lead: item === 0 ? 'nobody@x.no' : 'anna@fjordlys.no' }) });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	it.each<[lead: unknown, message: string]>([
		['', 'holds no lead'],
		[{ email: 'a@b.no' }, 'got {"email":"a@b.no"}'],
		[['a@b.no'], 'got ["a@b.no"]'],
		[true, 'got true'],
	])('says what is wrong with %j', async (lead, message) => {
		const error = await failureOf('lead.get', [{ jobTitle: 'CTO' }], {}, { expressions: () => ({ lead }) });
		expect(error.message).toContain("'Lead': ");
		expect(error.message).toContain(message);
		expect(error.context.itemIndex).toBe(0);
	});
});

describe('get many', () => {
	beforeEach(() => jsonOf('lead.upsert', ['a', 'b', 'c'].map((name) => ({ email: `${name}@x.no` }))));

	it('gives as many as are wanted', async () => {
		expect((await jsonOf('lead.getMany', [{}], { limit: 2 })).map(({ email }) => email)).toEqual(['a@x.no', 'b@x.no']);
		expect(await jsonOf('lead.getMany', [{}], { returnAll: true })).toHaveLength(3);
		expect((await failureOf('lead.getMany', [{}], { limit: 0 })).message).toBe("'Limit': expected a whole number, 1 or more, got 0");
	});

	it('asks for the model where bands of several could be meant', async () => {
		expect((await failureOf('lead.getMany', [{}], { band: 'sales' })).message).toContain('has no model');
		await jsonOf('model.save', [{}]);
		expect(await jsonOf('lead.getMany', [{}], { band: 'sales' })).toEqual([]);
		await jsonOf('model.save', [{}], { template: 'b2b-services' });
		expect((await failureOf('lead.getMany', [{}], { band: 'sales' })).message).toContain('has several. Choose one of: b2b-saas, b2b-services');
		expect(await jsonOf('lead.getMany', [{}], { band: 'sales', model: { __rl: true, mode: 'list', value: 'b2b-saas' } })).toEqual([]);
	});
});

describe('identify', () => {
	it('puts together what is known of a visitor and a lead', async () => {
		await jsonOf('activity.record', [{ visitorId: '9f2c', type: 'page_view', at: '2026-11-20T10:00:00Z' }]);
		await jsonOf('lead.upsert', [ANNA]);
		expect(await jsonOf('lead.identify', [ANNA], { aliases: 'visitor:9f2c' })).toEqual([
			{ key: 'anna@fjordlys.no', leadStore: { key: 'anna@fjordlys.no', created: false, merged: true } },
		]);
		expect(await jsonOf('activity.getMany', [ANNA])).toMatchObject([{ type: 'page_view' }]);
	});

	it('needs another identity', async () => {
		expect((await failureOf('lead.identify', [ANNA], { aliases: ' , ' })).message).toContain("'Is Also': expected at least one more identity");
	});
});

describe('erase', () => {
	it('leaves nothing, and refuses an import until the suppression is removed', async () => {
		await jsonOf('lead.upsert', [{ ...ANNA, activities: [{ type: 'demo_request', at: NOW }] }]);
		expect(await jsonOf('lead.erase', [{}], { lead: ANNA.email })).toEqual([{ erased: true, activities: 1 }]);
		expect(await jsonOf('lead.getMany', [{}])).toEqual([]);
		expect((await failureOf('lead.upsert', [ANNA])).message).toContain('erased');
		expect(await jsonOf('suppression.remove', [{}], { lead: ANNA.email })).toEqual([{ key: 'anna@fjordlys.no', removed: true }]);
		expect(await jsonOf('lead.upsert', [ANNA])).toMatchObject([{ leadStore: { created: true } }]);
	});

	it('wants the lead named: it takes none from the item', async () => {
		expect((await failureOf('lead.erase', [ANNA])).message).toBe("'Lead': expected an email address or an ID, got nothing");
	});
});
