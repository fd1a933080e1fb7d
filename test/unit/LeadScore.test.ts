import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { compileModel, starterTemplates, type ScoreResult } from '../../engine';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { executeNode, toItems, type NodeSetup } from './executeNode';

type Scored = ScoreResult & { previousBand: string | null; bandChanged: boolean };

const node = new LeadScore();
const asOf = '2026-11-22T08:00:00Z';
const now = Date.parse(asOf);

const lead = {
	email: 'kari@fjordsoft.example',
	jobTitle: 'CTO',
	industry: 'Software',
	country: 'NO',
	companySize: 120,
	activities: [{ type: 'demo_request', at: '2026-11-20T10:00:00Z' }],
};

async function scoreLeads(leads: IDataObject[], { options, ...parameters }: INodeParameters & { options?: INodeParameters } = {}, setup: Omit<NodeSetup, 'parameters'> = {}) {
	const [items = []] = await executeNode(node, toItems(...leads), { ...setup, parameters: { ...parameters, options: { scoreAsOf: asOf, ...options } } });
	return items;
}

async function scoreOne(json: IDataObject, parameters: INodeParameters & { options?: INodeParameters } = {}): Promise<Scored> {
	const [item] = await scoreLeads([json], parameters);
	return item!.json.leadScore as unknown as Scored;
}

async function failure(leads: IDataObject[], parameters: INodeParameters): Promise<NodeOperationError> {
	const error: unknown = await scoreLeads(leads, parameters).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NodeOperationError);
	return error as NodeOperationError;
}

const jsonModel = (rules: object[], more: object = {}) => ({
	format: 1,
	id: 'test',
	name: 'Test',
	version: 7,
	groups: [{ id: 'g', name: 'G', dimension: 'fit', rules }],
	...more,
});
const fixedScore = (points: number, more: object = {}) =>
	JSON.stringify(jsonModel([{ id: 'all', type: 'attribute', when: { all: [] }, points }], more));

describe('Lead Score', () => {
	it('run untouched scores a lead by the first starter template and keeps the rest of the item', async () => {
		const [items = []] = await executeNode(node, toItems(lead));
		expect(items).toHaveLength(1);
		expect(items[0]!.json).toMatchObject(lead);
		const result = items[0]!.json.leadScore as unknown as Scored;
		expect(result).toMatchObject({ model: { id: 'b2b-saas' }, band: 'sales', previousBand: null, bandChanged: true });
		expect(result.contributions.map(({ label }) => label)).toContain('Decision maker');
	});

	it.each(starterTemplates)('template $id scores as the engine does', async ({ id, model }) => {
		const { previousBand, bandChanged, ...result } = await scoreOne(lead, { template: id });
		expect(result).toEqual(compileModel(model).score({ attributes: lead, activities: lead.activities }, now));
		expect({ previousBand, bandChanged }).toEqual({ previousBand: null, bandChanged: true });
	});

	it.each([
		[70, 'sales'],
		[69.5, 'sales'],
		[50, 'nurture'],
		[49.5, 'nurture'],
		[49.49, 'cold'],
		[500, 'sales'],
		[-5, 'cold'],
	])('%d points end in band %s', async (points, band) => {
		expect(await scoreOne({ email: 'a@b.example' }, { modelSource: 'json', modelJson: fixedScore(points) })).toMatchObject({ band });
	});

	it('tells the previous band, and whether it changed', async () => {
		const parameters = { modelSource: 'json', modelJson: fixedScore(68, { holdMargin: 3 }) };
		expect(await scoreOne({ email: 'a@b.example', band: 'sales' }, parameters)).toMatchObject({ band: 'sales', previousBand: 'sales', bandChanged: false });
		expect(await scoreOne({ email: 'a@b.example', band: 'cold' }, parameters)).toMatchObject({ band: 'nurture', previousBand: 'cold', bandChanged: true });
		expect(await scoreOne({ email: 'a@b.example', band: '' }, parameters)).toMatchObject({ previousBand: null, bandChanged: true });
		expect(await scoreOne({ email: 'a@b.example', crm: { band: 'nurture' } }, { ...parameters, options: { previousBandField: 'crm.band' } })).toMatchObject({
			bandChanged: false,
		});
	});

	it('gives out only changed bands when asked to, linked to their own input', async () => {
		const leads = ['cold', 'nurture', '', 'nurture'].map((band, index) => ({ email: `${index}@b.example`, band }));
		const items = await scoreLeads(leads, { modelSource: 'json', modelJson: fixedScore(55), options: { onlyChangedBands: true } });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	it('scores as of a moment, in the workflow\'s time zone unless it says another', async () => {
		expect((await scoreOne(lead, { options: { scoreAsOf: '2026-11-19T00:00:00' } })).scoredAt).toBe('2026-11-18T23:00:00.000Z');
		expect((await scoreOne(lead, { options: { scoreAsOf: '2026-11-19T00:00:00+05:00' } })).scoredAt).toBe('2026-11-18T19:00:00.000Z');
		expect((await scoreOne(lead, { options: { scoreAsOf: '2026-11-19' } })).ignoredActivities).toBe(1);
		expect(await failure([lead], { options: { scoreAsOf: 'soon' } })).toMatchObject({ message: expect.stringContaining("'Score as Of' is not a date") });
	});

	it('says when activities could not be counted', async () => {
		const hints: string[] = [];
		await scoreLeads([{ ...lead, activities: [{ type: 'page_view', at: 'yesterday' }] }, lead], {}, { onHint: (hint) => hints.push(hint) });
		expect(hints).toEqual([expect.stringMatching(/^1 activity was not counted/)]);
	});

	it.each([
		['no item has the field that the user has named', 'Activities', [{ email: 'a@b.example', activities: [] }, { email: 'b@b.example' }], [expect.stringMatching(/^No item has the field 'Activities' that 'Activities Field' names.*Check the name/)]],
		['no item has the path', 'body.<b>', [{ email: 'a@b.example', body: {} }], [expect.stringContaining("'body.&lt;b>'")]],
		['an item has it', 'history', [{ email: 'a@b.example' }, { email: 'b@b.example', history: null }], []],
		['an item has the path', 'body.history', [{ email: 'a@b.example', body: { history: [] } }], []],
		['it is the usual one', 'activities', [{ email: 'a@b.example' }], []],
		['there are no items', 'history', [], []],
	])('says that activities are missing, or does not, where %s', async (_where, activitiesField, leads, wanted) => {
		const hints: string[] = [];
		await scoreLeads(leads, { options: { activitiesField } }, { onHint: (hint) => hints.push(hint) });
		expect(hints).toEqual(wanted);
	});

	it('reads activities and adjustments from the fields that the options name, also as JSON text', async () => {
		const result = await scoreOne(
			{ email: 'a@b.example', history: JSON.stringify(lead.activities), given: '[{"points": 12}]' },
			{ options: { activitiesField: 'history', adjustmentsField: 'given' } },
		);
		expect(result.adjustment).toBe(12);
		expect(result.contributions.map(({ rule }) => rule)).toContain('demo');
	});

	it('writes to the result field that is named, and leaves the input as it is', async () => {
		const input = Object.freeze({ ...lead, activities: Object.freeze([...lead.activities]) }) as unknown as IDataObject;
		const [item] = await scoreLeads([input], { options: { resultField: '__proto__', explain: false } });
		expect(Object.keys(item!.json)).toEqual([...Object.keys(lead), '__proto__']);
		expect(Object.getPrototypeOf(item!.json)).toBe(Object.prototype);
	});

	it('scores again an item that failed before and carries its error', async () => {
		const [[item] = []] = await executeNode(node, [{ json: lead, error: new NodeOperationError({} as never, 'x'), pairedItem: { item: 0 } }]);
		expect(Object.keys(item!)).toEqual(['json', 'pairedItem']);
		expect(item!.json).toMatchObject(lead);
	});

	it('scores 10,000 leads in order, each linked to its own input', async () => {
		const leads = Array.from({ length: 10_000 }, (_, index) => ({ email: `${index}@b.example`, index }));
		const items = await scoreLeads(leads, { options: { explain: false } });
		expect(items.map(({ json }) => json.index)).toEqual(leads.map(({ index }) => index));
		expect(items.every(({ pairedItem }, index) => (pairedItem as { item: number }).item === index)).toBe(true);
	});
});

describe('a bad lead', () => {
	const leads = [lead, { ...lead, activities: 'none yet' }, lead];

	it('stops the run, naming its item and the remedy', async () => {
		const error = await failure(leads, {});
		expect(error.context.itemIndex).toBe(1);
		expect(error.message).toContain('activities');
		expect(error.description).toBeTruthy();
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)('with %s only that item is affected', async (onError) => {
		const items = await scoreLeads(leads, {}, { onError });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(Object.keys(items[1]!.json).every((key) => ['error', 'details'].includes(key))).toBe(true);
		expect(items[0]!.json.leadScore).toEqual(items[2]!.json.leadScore);
	});
});

describe('a bad model', () => {
	const bad = jsonModel([{ id: 'r', type: 'attribute', when: { field: '', op: 'is' }, points: 'ten' }]);

	it.each([
		['as text', JSON.stringify(bad)],
		['as an object', bad as unknown as INodeParameters],
	])('in JSON, %s, is told with every problem', async (_name, modelJson) => {
		const error = await failure([lead, {}], { modelSource: 'json', modelJson });
		expect(error.message).toBe("The model in 'Model JSON' has 3 problems");
		for (const path of ['groups[0].rules[0].when.field', 'groups[0].rules[0].when.op', 'groups[0].rules[0].points: expected a finite number, got "ten"']) {
			expect(error.description).toContain(path);
		}
		expect(error.context.itemIndex).toBeUndefined();
	});

	it('with "continue" fails every item rather than passing leads on unscored', async () => {
		const items = await scoreLeads([lead, lead], { modelSource: 'json', modelJson: '{' }, { onError: 'continueErrorOutput' });
		expect(items.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			["'Model JSON' is not valid JSON", { item: 0 }],
			["'Model JSON' is not valid JSON", { item: 1 }],
		]);
	});

	it('that is no JSON is told where', async () => {
		const error = await failure([lead], { modelSource: 'json', modelJson: '{ "format": 1, }' });
		expect(error.message).toBe("'Model JSON' is not valid JSON");
		expect(error.description).toMatch(/position 15|line 1/);
	});

	it('of an unknown template is told with the known ones', async () => {
		expect((await failure([lead], { template: 'b2b' })).description).toContain('b2b-saas, b2b-services, high-value-b2c');
	});

	it('in the form is told in the form\'s own words', async () => {
		const error = await failure([lead], {
			modelSource: 'define',
			fitRules: { rules: [{ type: 'attribute', field: 'size', operator: 'atLeast', value: 'many', points: 5 }, { type: 'lookup', field: 'a b]', points: 1 }] },
			engagementRules: { rules: [{ type: 'activity', activity: '', per: 'once', points: 5 }] },
			disqualifyWhen: { rules: [{ field: 'x', operator: 'matches', value: '(' }] },
			settings: { bands: { bands: [{ id: 'hot', name: 'Hot', min: 60 }] } },
		});
		for (const path of [
			'Fit rule 1 › Value: expected a finite number, got "many"',
			'Fit rule 2 › Field: expected a field path',
			'Engagement rule 1 › Activity: expected an activity type',
			'Disqualify When 1 › Value: expected a regular expression',
			'Model Settings › Bands: expected one band with "min" 0',
		]) {
			expect(error.description).toContain(path);
		}
	});

	it('without any rule is told', async () => {
		const error = await failure([lead], { modelSource: 'define', fitRules: {}, engagementRules: {} });
		expect(error.message).toBe('The model has no rules');
	});
});

describe('as the tool of an agent', () => {
	const asTool = (given: unknown) =>
		executeNode(node, toItems({ lead: given } as IDataObject), { asTool: true, parameters: { lead: given as string } });

	it.each([
		['an object', lead],
		['JSON text', JSON.stringify(lead)],
	])('scores the lead that the agent gives as %s', async (_name, given) => {
		const [items = []] = await asTool(given);
		expect(items).toHaveLength(1);
		expect(items[0]!.json.leadScore).toMatchObject({ band: 'sales' });
	});

	it('tells the agent when what it gives is no lead', async () => {
		await expect(asTool('Kari')).rejects.toThrow(/lead must be an object/i);
	});

	it('offers the agent one parameter, described', () => {
		const offered = node.description.properties.filter(({ default: value }) => typeof value === 'string' && value.includes('$fromAI'));
		expect(offered.map(({ name }) => name)).toEqual(['lead']);
		expect(offered[0]!.default).toContain('jobTitle');
	});
});
