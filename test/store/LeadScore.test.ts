import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { starterTemplates } from '../../engine';
import { LeadRouter } from '../../nodes/LeadRouter/LeadRouter.node';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { toStoreConfig } from '../../nodes/toStoreConfig';
import { openLeadRepository, type LeadRepository } from '../../store';
import { executeNode, toItems, type NodeSetup } from '../unit/executeNode';
import { backends } from './backends';

const DAY_MS = 86_400_000;
const node = new LeadScore();
const template = starterTemplates[0]!.model;

const strong = { jobTitle: 'CTO', industry: 'Software', country: 'NO', companySize: 120, budget: 100_000 };
const demo = (id: string, daysAgo = 0): IDataObject => ({ id, type: 'demo_request', at: new Date(Date.now() - daysAgo * DAY_MS - 1000).toISOString() });
const ofAll = { leadsFrom: 'all' };

describe.each(backends)('Lead Score with a store on $name', ({ emptyStore }) => {
	let credential: ICredentialDataDecryptedObject;
	let store: LeadRepository;

	beforeEach(async () => {
		const { backend, ...given } = (await emptyStore()) as unknown as ICredentialDataDecryptedObject;
		// Embedded stores are in n8n's own folder.
		process.env.N8N_USER_FOLDER = await mkdtemp(`${tmpdir()}/n8n-`);
		credential = { ...given, backend: backend ?? '', ssl: 'disable' };
		store = await openLeadRepository(toStoreConfig(credential));
	});
	afterEach(() => store.close());

	const execute = (leads: IDataObject[], parameters: INodeParameters = {}, setup: Omit<NodeSetup, 'parameters'> = {}): Promise<INodeExecutionData[][]> =>
		executeNode(node, toItems(...leads), { credential, ...setup, parameters: { keepStateIn: 'leadStore', ...parameters } });
	const score = async (leads: IDataObject[], parameters: INodeParameters = {}, setup: Omit<NodeSetup, 'parameters'> = {}): Promise<IDataObject[]> => {
		const [items = []] = await execute(leads, parameters, setup);
		return items.map(({ json }) => json);
	};
	const resultOf = (item: IDataObject | undefined): IDataObject => item?.leadScore as IDataObject;
	const failure = async (work: Promise<unknown>): Promise<NodeOperationError> => {
		const error: unknown = await work.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NodeOperationError);
		return error as NodeOperationError;
	};
	const transitionsOf = async () => (await store.transitions.list({ after: null, limit: 1000 })).rows;

	describe('of input items', () => {
		it('scores with all that was ever recorded, and tells each change once', async () => {
			const [first] = await score([{ email: 'Anna@Acme.no', ...strong }]);
			expect(first).toMatchObject({ email: 'Anna@Acme.no', jobTitle: 'CTO' });
			expect(resultOf(first)).toMatchObject({ key: 'anna@acme.no', previousBand: null, bandChanged: true, enteredBands: {}, transition: { from: null } });

			const [second] = await score([{ email: 'anna@acme.no', activities: [demo('1'), demo('2', 1)] }]);
			const before = String(resultOf(first).band);
			expect(resultOf(second)).toMatchObject({ band: 'sales', previousBand: before, bandChanged: true, transition: { from: before, to: 'sales' } });
			expect(resultOf(second).enteredBands).toEqual({ [before]: (resultOf(first).transition as IDataObject).at });

			// The same item once more, as when an execution is tried again.
			const [third] = await score([{ email: 'anna@acme.no', activities: [demo('1'), demo('2', 1)] }]);
			expect(resultOf(third)).toMatchObject({ band: 'sales', score: resultOf(second).score, previousBand: 'sales', bandChanged: false, transition: null });
			expect((await transitionsOf()).map(({ id }) => id)).toEqual([first, second].map((item) => (resultOf(item).transition as IDataObject).id));
		});

		it('changes nothing that is known for an item that only names its lead, whichever way', async () => {
			await store.leads.upsert([{ key: 'anna@acme.no', aliases: ['hubspot:7', 'old@acme.no', 'visitor:9f'], attributes: strong }], Date.now());
			const items = await score([{ email: ' ANNA@acme.no' }, { email: 'old@acme.no' }, { key: 'hubspot:7' }, { id: 'visitor:9f' }]);
			expect(items.map((item) => [resultOf(item).key, resultOf(item).bandChanged])).toEqual([
				['anna@acme.no', true],
				['anna@acme.no', false],
				['anna@acme.no', false],
				['anna@acme.no', false],
			]);
			expect(await store.leads.get('anna@acme.no')).toMatchObject({ attributes: { email: 'anna@acme.no', ...strong } });
			// What the store knows goes out with it, for the nodes that follow.
			expect(items[2]).toMatchObject({ key: 'hubspot:7', email: 'anna@acme.no', ...strong });
			expect(items[1]).toMatchObject({ email: 'old@acme.no', ...strong });
		});

		it('takes in a lead that only an address is known of', async () => {
			const [item] = await score([{ email: 'new@acme.no' }]);
			expect(resultOf(item)).toMatchObject({ key: 'new@acme.no', bandChanged: true });
			expect(await store.leads.get('new@acme.no')).toMatchObject({ attributes: { email: 'new@acme.no' } });
		});

		it('keeps a lead of a CRM under its address and its id, its activities and results beside its fields', async () => {
			const contact = { id: '5', properties: { email: 'kari@fjord.no', jobtitle: 'CTO', hs_object_id: '5' }, createdAt: '2026-01-01T00:00:00Z', activities: [demo('x')], leadScore: { band: 'old' } };
			const [item] = await score([contact]);
			expect(item).toMatchObject({ ...contact, leadScore: { key: 'kari@fjord.no' } });
			const kept = await store.leads.get('hubspot:5');
			expect(kept).toMatchObject({ key: 'kari@fjord.no', attributes: { jobTitle: 'CTO' } });
			expect(Object.keys(kept!.attributes)).not.toEqual(expect.arrayContaining(['activities']));
			expect(Object.keys(kept!.attributes)).not.toEqual(expect.arrayContaining(['leadScore']));
			expect((await store.activities.list('hubspot:5', { after: null, limit: 10 })).rows.map(({ id }) => id)).toEqual(['x']);
		});

		it('tells one change for several items of a lead, on the first', async () => {
			const items = await score([{ email: 'a@acme.no', ...strong }, { email: 'b@acme.no' }, { email: 'A@acme.no', activities: [demo('1')] }, { email: 'a@acme.no' }]);
			expect(items.map((item) => resultOf(item).bandChanged)).toEqual([true, true, false, false]);
			expect(resultOf(items[2])).toMatchObject({ previousBand: resultOf(items[0]).band, transition: null });
			expect(Object.keys(resultOf(items[2]).enteredBands as IDataObject)).toEqual([resultOf(items[0]).band]);
			expect(await transitionsOf()).toHaveLength(2);
			expect(await score([{ email: 'a@acme.no' }], { options: { onlyChangedBands: true } })).toEqual([]);
		});

		it('tells exactly one transition a change to executions that run at once', async () => {
			const leads = Array.from({ length: 60 }, (_, n) => ({ email: `l${n}@acme.no`, ...strong, activities: [demo(`${n}`)] }));
			const runs = await Promise.all(Array.from({ length: 6 }, () => score(leads)));
			const told = runs.flat().flatMap((item) => (resultOf(item).transition ? [(resultOf(item).transition as IDataObject).id] : []));
			expect(told.sort()).toEqual((await transitionsOf()).map(({ id }) => id).sort());
			expect(told).toHaveLength(60);
		});

		it('hands off through the router once, and not again within 30 days', async () => {
			const route = async (lead: IDataObject): Promise<number> => {
				const items = await score([lead]);
				const outputs = await executeNode(new LeadRouter(), toItems(...items), { parameters: { when: 'bandChanged', options: { handOffEveryDays: 30 } } });
				return outputs.findIndex(({ length }) => length > 0);
			};
			expect(await route({ email: 'a@acme.no', ...strong, activities: [demo('1'), demo('2')] })).toBe(0);
			expect(await route({ email: 'a@acme.no' })).toBe(4);
			expect(await route({ email: 'a@acme.no', lifecycleStage: 'customer' })).toBe(3);
			// Back in the band, but handed off a moment ago.
			expect(await route({ email: 'a@acme.no', lifecycleStage: 'lead' })).toBe(4);
		});

		it('counts the points that people gave in the store, and says that those on items do not', async () => {
			await store.leads.upsert([{ key: 'a@acme.no' }], Date.now());
			await store.adjustments.add({ lead: 'a@acme.no', points: 60, reason: 'Met at the fair' }, Date.now() - 1000);
			const hints: string[] = [];
			const [item] = await score([{ email: 'a@acme.no', adjustments: [{ points: 30 }] }], {}, { onHint: (hint) => hints.push(hint) });
			expect(resultOf(item)).toMatchObject({ adjustment: 60, band: 'nurture' });
			expect(hints).toEqual([expect.stringContaining('The adjustments on 1 item do not count')]);
		});

		it('says when no item has the field for activities that the user has named', async () => {
			const hints: string[] = [];
			await score([{ email: 'a@acme.no', activities: [] }], { options: { activitiesField: 'history' } }, { onHint: (hint) => hints.push(hint) });
			expect(hints).toEqual([expect.stringContaining("No item has the field 'history'")]);
		});

		it('says how many activities do not count, and keeps none without a time', async () => {
			const hints: string[] = [];
			const activities = [{ type: 'page_view', at: 'soon' }, { type: 'page_view', at: Date.now() + DAY_MS }, demo('1')];
			await score([{ email: 'a@acme.no', activities }], {}, { onHint: (hint) => hints.push(hint) });
			expect(hints).toEqual([expect.stringMatching(/^2 activities were not counted/)]);
			expect((await store.activities.list('a@acme.no', { after: null, limit: 10 })).rows).toHaveLength(2);
		});

		it('stops for a lead that was erased before any score is saved, with the store\'s remedy', async () => {
			await store.leads.erase('gone@acme.no', Date.now());
			const leads = [{ email: 'a@acme.no' }, { email: 'gone@acme.no', ...strong }, { email: 'b@acme.no' }];
			const error = await failure(score(leads));
			expect(error.message).toContain('erased');
			expect(error.description).toContain('lift the suppression');
			expect(error.context.itemIndex).toBe(1);
			expect(await transitionsOf()).toEqual([]);

			const [items = []] = await execute(leads, {}, { onError: 'continueErrorOutput' });
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
			expect(Object.keys(items[1]!.json)).toEqual(['error', 'details']);
			expect(items.filter(({ json }) => resultOf(json)?.bandChanged)).toHaveLength(2);
		});

		it('stops for an item that names nobody or is no lead, before the store is touched', async () => {
			const error = await failure(score([{ email: 'a@acme.no' }, { jobTitle: 'CTO' }]));
			expect(error.message).toContain('neither an email address nor an ID');
			expect(error.context.itemIndex).toBe(1);
			expect((await failure(score([{ email: 'a@acme.no' }, {}]))).context.itemIndex).toBe(1);
			expect(await store.leads.get('a@acme.no')).toBeNull();
		});

		it('explains, or leaves the reasons out', async () => {
			const [long] = await score([{ email: 'a@acme.no', ...strong }], { options: { summary: true } });
			expect(resultOf(long).contributions).not.toEqual([]);
			expect(resultOf(long).summary).toContain('decision maker');
			const [short] = await score([{ email: 'a@acme.no' }], { options: { explain: false } });
			expect(resultOf(short).contributions).toEqual([]);
			expect(await store.scores.get(template.id, 'a@acme.no')).toMatchObject({ contributions: resultOf(long).contributions });
		});

		it('as the tool of an agent scores the lead that it gives', async () => {
			const [items = []] = await execute([{}], { lead: JSON.stringify({ email: 'a@acme.no', ...strong }) }, { asTool: true });
			expect(items).toMatchObject([{ json: { email: 'a@acme.no', leadScore: { bandChanged: true } } }]);
		});
	});

	describe('of the leads of the store', () => {
		const fill = (count: number, attributes: IDataObject = strong) =>
			store.leads.upsert(Array.from({ length: count }, (_, n) => ({ key: `l${n}@acme.no`, attributes })), Date.now());

		it.each(['all', 'dueForReview'])('(%s) gives out what changed, and a summary', async (leadsFrom) => {
			await fill(30);
			await store.leads.upsert([{ key: 'hubspot:77', attributes: { ...strong, id: 77 } }], Date.now());
			const [leads = [], [summary] = []] = await execute([{}, {}], { leadsFrom });
			expect(leads).toHaveLength(31);
			expect(leads.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
			expect(leads[0]!.json).toMatchObject({ key: 'l0@acme.no', email: 'l0@acme.no', ...strong, leadScore: { bandChanged: true, previousBand: null, transition: { from: null } } });
			expect(summary).toEqual({
				json: { read: 31, scored: 31, changed: 31, seconds: expect.any(Number), startedAt: expect.any(String), resumed: false, model: { id: template.id, version: 1 } },
				pairedItem: { item: 0 },
			});

			const [again, [more] = []] = await execute([{}], { leadsFrom });
			expect(again).toEqual([]);
			expect(more!.json).toMatchObject({ read: leadsFrom === 'all' ? 31 : 0, changed: 0 });
			// What is given out can be scored and routed like any item.
			const [routed] = await executeNode(new LeadRouter(), leads.map(({ json }) => ({ json })), { parameters: { bands: { values: [{ name: 'All', band: String(resultOf(leads[0]!.json).band), minScore: 0 }] } } });
			expect(routed).toHaveLength(31);
			const [back] = await score([leads.find(({ json }) => json.key === 'hubspot:77')!.json]);
			expect(resultOf(back)).toMatchObject({ key: 'hubspot:77', bandChanged: false });
		});

		it('gives out all that were scored when asked to', async () => {
			await fill(5);
			await execute([{}], ofAll);
			await store.activities.record([{ lead: 'l3@acme.no', id: '1', type: 'demo_request', at: Date.now() - 1000 }, { lead: 'l3@acme.no', id: '2', type: 'trial_signup', at: Date.now() - 1000 }], Date.now());
			const [leads = []] = await execute([{}], { ...ofAll, giveOut: 'all' });
			expect(leads.map(({ json }) => resultOf(json).bandChanged)).toEqual([false, false, false, true, false]);
			const [due = [], [summary] = []] = await execute([{}], { leadsFrom: 'dueForReview', giveOut: 'all' });
			expect([due.length, summary!.json.read]).toEqual([0, 0]);
		});

		it('goes on where a stopped execution has left off, and gives out its changes as well', async () => {
			await fill(1200, { jobTitle: 'CTO' });
			const stop = new AbortController();
			const stopped = execute([{}], ofAll, { signal: stop.signal });
			const saved = async (): Promise<boolean> => (await store.transitions.list({ after: null, limit: 1 })).rows.length > 0;
			while (!(await saved())) await new Promise((resolve) => setTimeout(resolve, 5));
			stop.abort();
			await expect(stopped).rejects.toThrow();
			const [leads = [], [summary] = []] = await execute([{}], ofAll);
			expect(summary!.json).toMatchObject({ resumed: true, read: 1200, scored: 1200, changed: 1200 });
			const told = leads.map(({ json }) => (resultOf(json).transition as IDataObject).id);
			expect(new Set(told).size).toBe(1200);
			expect(new Set(leads.map(({ json }) => json.key)).size).toBe(1200);
			expect((await execute([{}], ofAll))[1]?.[0]?.json).toMatchObject({ resumed: false, changed: 0 });
		});

		it('is told as failed when it is to go on', async () => {
			const away = { ...credential, backend: 'postgres', host: '127.0.0.1', port: 1, database: 'x', user: 'x', password: 'x' };
			const outputs = await execute([{}, {}], ofAll, { credential: away, onError: 'continueRegularOutput' });
			expect(outputs).toEqual([[{ json: { error: expect.stringContaining('Cannot reach the lead store at 127.0.0.1:1'), details: expect.any(String) }, pairedItem: { item: 0 } }], []]);
		});
	});

	describe('by a model', () => {
		const json = (version: number, points: number, id = 'mine') => ({
			format: 1, id, name: 'Mine', version, groups: [{ id: 'g', name: 'G', dimension: 'fit', rules: [{ id: 'all', type: 'attribute', when: { all: [] }, points }] }],
		});
		const byJson = (version: number, points: number) => ({ modelSource: 'json', modelJson: JSON.stringify(json(version, points)) });
		const byStore = (value: string) => ({ modelSource: 'store', storedModel: { __rl: true, mode: 'id', value } });

		it('in JSON keeps its versions, and makes a later one the active one', async () => {
			const [first] = await score([{ email: 'a@acme.no' }], byJson(1, 55));
			expect(resultOf(first)).toMatchObject({ band: 'nurture', model: { id: 'mine', version: 1 } });
			expect(resultOf((await score([{ email: 'a@acme.no' }], byJson(2, 75)))[0])).toMatchObject({ band: 'sales', previousBand: 'nurture', model: { version: 2 } });
			expect(await store.models.get('mine')).toMatchObject({ active: true, model: { version: 2 } });
			const error = await failure(score([{ email: 'b@acme.no' }], byJson(2, 10)));
			expect(error.message).toContain("Version 2 of the model 'mine' is in");
			expect(error.description).toContain('Give the changed model the version 3');
			expect(await store.leads.get('b@acme.no')).toBeNull();
		});

		it('of the store scores by its active version', async () => {
			await store.models.save(json(1, 55) as never, Date.now());
			await store.models.save(json(2, 75) as never, Date.now());
			expect(resultOf((await score([{ email: 'a@acme.no' }], byStore('mine')))[0])).toMatchObject({ band: 'nurture', model: { version: 1 } });
			await store.models.activate('mine', 2, Date.now());
			const [leads] = await execute([{}], { ...byStore('mine'), leadsFrom: 'dueForReview' });
			expect(leads).toMatchObject([{ json: { leadScore: { band: 'sales', previousBand: 'nurture', model: { version: 2 } } } }]);
			const error = await failure(score([{ email: 'a@acme.no' }], byStore('yours')));
			expect(error.message).toContain("There is no model 'yours' in");
			expect(error.description).toBe('Choose one of: mine.');
		});

		it('of the store is found in the list by name and ID', async () => {
			await store.models.save(json(1, 55) as never, Date.now());
			await store.models.save(json(2, 75) as never, Date.now());
			await store.models.save({ ...json(1, 5, 'other'), name: 'Services' } as never, Date.now());
			const search = async (filter?: string) => {
				const context = { getCredentials: async () => credential, getNode: () => ({ name: 'Lead Score' }) };
				return (await node.methods.listSearch.searchModels.call(context as never, filter)).results;
			};
			expect(await search()).toEqual([{ name: 'Mine (mine, version 1)', value: 'mine' }, { name: 'Services (other, version 1)', value: 'other' }]);
			expect(await search(' SERV')).toHaveLength(1);
			expect(await search('nothing')).toEqual([]);
		});

		it('from the form is kept by its name, each change of it as a new version', async () => {
			const byForm = (points: number, name?: string) => ({
				modelSource: 'define',
				fitRules: { rules: [{ type: 'attribute', field: 'email', operator: 'exists', points }] },
				engagementRules: {},
				...(name && { settings: { name } }),
			});
			const modelOf = async (parameters: INodeParameters) => resultOf((await score([{ email: 'a@acme.no' }], parameters))[0]).model;
			expect(await modelOf(byForm(10, 'New business 2026'))).toEqual({ id: 'defined-new-business-2026', version: 1 });
			expect(await modelOf(byForm(20, 'New business 2026'))).toEqual({ id: 'defined-new-business-2026', version: 2 });
			expect(await modelOf(byForm(10, 'New business 2026'))).toEqual({ id: 'defined-new-business-2026', version: 1 });
			expect(await modelOf(byForm(10))).toEqual({ id: 'defined-workflow-node', version: 1 });
		});

		it('that is bad tells all its problems before the store is opened', async () => {
			const modelJson = JSON.stringify({ format: 1, id: 'x', name: '', version: 0, groups: 'none' });
			const error = await failure(score([{ email: 'a@acme.no' }], { modelSource: 'json', modelJson }, { credential: { backend: 'sqlite', name: '../../etc' } }));
			expect(error.message).toMatch(/^The model in 'Model JSON' has \d problems$/);
			expect(error.context.itemIndex).toBeUndefined();
		});
	});

	it('tells with the item when the store cannot be opened', async () => {
		const error = await failure(score([{ email: 'a@acme.no' }], {}, { credential: { backend: 'sqlite', name: randomUUID().repeat(3) } }));
		expect(error.message).toContain('The lead store cannot be opened');
		expect(error.description).toContain('credential');
		expect(error.context.itemIndex).toBe(0);
	});
});
