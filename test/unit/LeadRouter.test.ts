import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { LeadRouter } from '../../nodes/LeadRouter/LeadRouter.node';
import { executeNode, toItems } from './executeNode';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T08:00:00Z');
const router = new LeadRouter();

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const scored = (band: string, more: IDataObject = {}): IDataObject => ({ leadScore: { score: 60, fit: 30, band, ...more } });
const byField: INodeParameters = { routeBy: 'scoreField', scoreField: 'properties.hubspotscore' };

/** The index of the output that a lead leaves by. */
const outputOf = async (lead: IDataObject, parameters: INodeParameters = {}): Promise<number> => {
	const outputs = await executeNode(router, toItems(lead), { parameters });
	return outputs.findIndex(({ length }) => length > 0);
};

const failureOf = async (items: INodeExecutionData[], parameters: INodeParameters = {}): Promise<NodeOperationError> => {
	try {
		await executeNode(router, items, { parameters });
	} catch (error) {
		if (error instanceof NodeOperationError) return error;
		throw error;
	}
	throw new Error('the node did not fail');
};

describe('by lead score result', () => {
	test.each([
		['sales', 0],
		['nurture', 1],
		['cold', 2],
		['disqualified', 3],
	])('band %s leaves by output %d, untouched', async (band, output) => {
		expect(await outputOf(scored(band))).toBe(output);
	});

	test('the band counts, not the score', async () => {
		expect(await outputOf(scored('disqualified', { score: 90 }))).toBe(3);
		expect(await outputOf(scored('nurture', { score: 90 }))).toBe(1);
	});

	test('reads the result from another field', async () => {
		const lead = { crm: { rating: { band: 'nurture' } } };
		expect(await outputOf(lead, { resultField: 'crm.rating' })).toBe(1);
		expect(await outputOf(lead, { resultField: "$json.crm['rating']" })).toBe(1);
	});

	test.each<[what: string, lead: IDataObject, message: string, remedy: string]>([
		['no result', { email: 'a@b.no' }, "The item has no lead score in 'leadScore'", 'Put a Lead Score node before this one'],
		['an empty result', { email: 'a@b.no', leadScore: null }, "The item has no lead score in 'leadScore'", 'Put a Lead Score node before this one'],
		['a score of its own', { score: 72 }, "The item has no lead score in 'leadScore'", "set 'Route By' to 'Score Field' and 'Score Field' to score"],
		['a number', { leadScore: 72 }, "'leadScore' holds 72, not the result of a Lead Score node", "set 'Route By' to 'Score Field' and 'Score Field' to leadScore"],
		['a text', { leadScore: 'hot' }, `'leadScore' holds "hot", not the result of a Lead Score node`, "correct 'Result Field'"],
		['a list', { leadScore: [1] }, "'leadScore' holds [1], not the result of a Lead Score node", "correct 'Result Field'"],
		['no band', { leadScore: { score: 72 } }, "The lead score in 'leadScore' has no band", 'Keep the whole result'],
		['a band without output', scored('hot'), 'The lead is in band "hot", which has no output', 'Add a band with the ID "hot" to \'Bands\''],
		['an inherited band', JSON.parse('{"leadScore":{"__proto__":{"band":"sales"}}}') as IDataObject, "The lead score in 'leadScore' has no band", 'Keep the whole result'],
	])('an item with %s stops the run, naming the item and the remedy', async (_what, lead, message, remedy) => {
		const error = await failureOf(toItems(scored('sales'), lead, scored('cold')));
		expect(error.message).toBe(message);
		expect(error.description).toContain(remedy);
		expect(error.context.itemIndex).toBe(1);
	});
});

describe('an item that is no lead says so', () => {
	test.each<[what: string, item: IDataObject, message: string]>([
		['empty', {}, 'This item is empty, so it is not a lead'],
		['the error of the node before', { error: 'Contact not found' }, 'This item is an error message, not a lead: Contact not found'],
		['a list of leads', { results: [{ email: 'a@b.no' }] }, "This item holds a whole list of records in 'results', not one lead"],
	])('%s', async (_what, item, message) => {
		expect((await failureOf(toItems(item))).message).toBe(message);
		expect((await failureOf(toItems(item), byField)).message).toBe(message);
	});
});

describe('by score field', () => {
	test.each([
		[70, 0],
		[69.99, 1],
		[50, 1],
		[49.5, 2],
		[0, 2],
		[-3, 2],
		['70', 0],
		[' 50.0 ', 1],
		['1e2', 0],
	])('%j leaves by output %d', async (hubspotscore, output) => {
		expect(await outputOf({ properties: { hubspotscore } }, byField)).toBe(output);
	});

	test.each<[lead: IDataObject, message: string]>([
		[{ properties: { email: 'a@b.no' } }, "The item has no score in 'properties.hubspotscore'"],
		[{ properties: { hubspotscore: '' } }, "The item has no score in 'properties.hubspotscore'"],
		[{ properties: { hubspotscore: null } }, "The item has no score in 'properties.hubspotscore'"],
		[{ properties: { hubspotscore: '12,5' } }, `'properties.hubspotscore' holds "12,5", which is not a number`],
		[{ properties: { hubspotscore: true } }, "'properties.hubspotscore' holds true, which is not a number"],
		[{ email: 'a@b.no' }, "The item has no score in 'properties.hubspotscore'"],
	])('%j has no score, and that is not 0', async (lead, message) => {
		const error = await failureOf(toItems(lead), byField);
		expect(error.message).toBe(message);
		expect(error.description).toContain('not scored is not 0');
		expect(error.context.itemIndex).toBe(0);
	});

	test('other bands, other outputs', async () => {
		const values = [
			{ name: 'Low', band: 'low', minScore: 0 },
			{ name: 'Top', band: 'top', minScore: 900 },
			{ name: 'Middle', band: 'middle', minScore: '400' },
		];
		const parameters = { ...byField, bands: { values } };
		const outputs = await executeNode(router, toItems(...[399, 400, 900].map((hubspotscore) => ({ properties: { hubspotscore } }))), { parameters });
		expect(outputs.map((items) => items.map(({ json }) => (json.properties as IDataObject).hubspotscore))).toEqual([[399], [900], [400], []]);
	});
});

describe('a failing item when the node goes on', () => {
	const leads = toItems(scored('sales'), { email: 'not scored' }, scored('nurture'), scored('hot'));

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)('%s: leaves by the last output, alone', async (onError) => {
		const outputs = await executeNode(router, leads, { onError });
		expect(outputs[0]).toEqual([{ json: scored('sales'), pairedItem: { item: 0 } }]);
		expect(outputs[1]).toEqual([{ json: scored('nurture'), pairedItem: { item: 2 } }]);
		expect(outputs[2]).toEqual([]);
		expect(outputs[3]).toEqual([
			{
				json: { error: "The item has no lead score in 'leadScore'", details: expect.stringContaining('Lead Score node') },
				pairedItem: { item: 1 },
			},
			{
				json: { error: 'The lead is in band "hot", which has no output', details: expect.stringContaining('"hot"') },
				pairedItem: { item: 3 },
			},
		]);
	});

	test('by Unchanged where that is the last', async () => {
		const outputs = await executeNode(router, leads, { onError: 'continueErrorOutput', parameters: { when: 'bandChanged' } });
		expect(outputs.map(({ length }) => length)).toEqual([1, 1, 0, 0, 2]);
	});

	test('with wrong parameters no lead leaves by the first output', async () => {
		const outputs = await executeNode(router, leads, { onError: 'continueRegularOutput', parameters: { resultField: 'a..b' } });
		expect(outputs.map(({ length }) => length)).toEqual([0, 0, 0, 4]);
		expect(outputs[3]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
	});
});

describe('wrong parameters', () => {
	test('are all told at once, by the names in the panel, before any lead is routed', async () => {
		const parameters = {
			routeBy: 'scoreField',
			scoreField: '',
			bands: { values: [{ name: 'Sales', band: 'sales', minScore: 70 }, { name: '', band: 'sales', minScore: -1 }] },
			options: {
				minimumFit: 10,
				fitField: 'fit',
				handOffEveryDays: 0,
				owners: {
					values: [
						{ name: 'Kari', email: 'kari', weight: 0, territory: { conditions: [{ field: '', op: 'in', value: ' , ' }] } },
					],
				},
			},
		};
		const error = await failureOf([], parameters);
		expect(error.message).toBe("10 of the node's parameters are wrong");
		expect(error.context.itemIndex).toBeUndefined();
		expect(error.description?.split('<br>\n').slice(1)).toEqual([
			expect.stringContaining("'Score Field': expected the name of a field"),
			"'Bands' 2, 'Name': expected a name that is not blank",
			"'Bands' 2, 'Minimum Score': expected a number, 0 or more, got -1",
			`'Bands' 2, 'Band ID': "sales" is used twice; each must be unique`,
			"'Bands': expected one band from 0, so that every score has a band",
			"'Hand Off at Most Once In (Days)': expected a number of days above 0, got 0",
			`'Owners' 1, 'Email': expected an email address, got "kari"`,
			"'Owners' 1, 'Weight': expected a number above 0, got 0",
			expect.stringContaining("'Owners' 1, 'Territory' 1, 'Field': expected a field path"),
			expect.stringContaining("'Owners' 1, 'Territory' 1, 'Value': expected a list"),
		]);
	});

	test('a single one is the message itself', async () => {
		const error = await failureOf(toItems(scored('sales')), { options: { handOffEveryDays: -1 } });
		expect(error.message).toBe("'Hand Off at Most Once In (Days)': expected a number of days above 0, got -1");
	});

	test('a value in place of a field name', async () => {
		const error = await failureOf(toItems({ score: 7.5 }), { routeBy: 'scoreField', scoreField: 7.5 });
		expect(error.message).toContain("'Score Field': expected the name of a field");
		expect(error.message).toContain('not its value');
	});
});

describe('only when the band changed', () => {
	const parameters: INodeParameters = { when: 'bandChanged' };

	test.each([
		[{ previousBand: null }, 0],
		[{}, 0],
		[{ previousBand: 'nurture' }, 0],
		[{ previousBand: 'sales' }, 4],
	])('a result with %j leaves by output %d', async (more, output) => {
		expect(await outputOf(scored('sales', more), parameters)).toBe(output);
	});

	test.each([
		[{ score: 80 }, 0],
		[{ score: 80, band: 'nurture' }, 0],
		[{ score: 80, band: 'sales' }, 4],
		[{ score: 80, band: 'Sales hand-off' }, 4],
	])('a score field with %j leaves by output %d', async (lead, output) => {
		expect(await outputOf(lead, { ...parameters, routeBy: 'scoreField', scoreField: 'score' })).toBe(output);
	});

	test('the previous band may be in another field', async () => {
		const options = { previousBandField: 'crm.lead_band' };
		const lead = { score: 80, band: 'sales', crm: { lead_band: 'cold' } };
		expect(await outputOf(lead, { ...parameters, routeBy: 'scoreField', scoreField: 'score', options })).toBe(0);
	});
});

describe('minimum fit', () => {
	test('a result short of it leaves by the next band down', async () => {
		const options = { minimumFit: 20 };
		expect(await outputOf(scored('sales', { fit: 20 }), { options })).toBe(0);
		expect(await outputOf(scored('sales', { fit: 19 }), { options })).toBe(1);
	});

	test('with a score field the fit is in a field too', async () => {
		const options = { minimumFit: 20, fitField: 'fit' };
		const parameters = { routeBy: 'scoreField', scoreField: 'score', options };
		expect(await outputOf({ score: 80, fit: '25' }, parameters)).toBe(0);
		expect(await outputOf({ score: 80, fit: '5' }, parameters)).toBe(1);
		expect((await failureOf(toItems({ score: 80 }), parameters)).message).toBe("The lead has no fit to compare with 'Minimum Fit for Hand-Off'");
	});
});

describe('hand-off at most once in so many days', () => {
	const options = { handOffEveryDays: 30 };
	const at = (daysAgo: number): string => new Date(NOW - daysAgo * DAY).toISOString();

	test.each([
		[{}, 0],
		[{ lastHandOffAt: '' }, 0],
		[{ lastHandOffAt: at(30) }, 0],
		[{ lastHandOffAt: at(29) }, 4],
		[{ lastHandOffAt: NOW - DAY }, 4],
		[{ lastHandOffAt: (NOW - 31 * DAY) / 1000 }, 0],
		[{ lastHandOffAt: String(Math.round((NOW - DAY) / 1000)) }, 4],
	])('%j leaves by output %d', async (more, output) => {
		expect(await outputOf({ ...scored('sales'), ...more }, { options })).toBe(output);
	});

	test('a date that cannot be read is an error, not "never"', async () => {
		const error = await failureOf(toItems({ ...scored('sales'), lastHandOffAt: 'last week' }), { options });
		expect(error.message).toBe(`'lastHandOffAt' holds "last week", which is not a date`);
	});
});

describe('a result of the Lead Store', () => {
	const at = (daysAgo: number): string => new Date(NOW - daysAgo * DAY).toISOString();
	const transition = { id: 't1', from: 'nurture', to: 'sales', at: at(0) };
	const moved = (enteredBands: IDataObject, more: IDataObject = {}): IDataObject =>
		scored('sales', { previousBand: 'nurture', bandChanged: true, transition, enteredBands, ...more });
	const stayed = (enteredBands: IDataObject): IDataObject => moved(enteredBands, { previousBand: 'sales', bandChanged: false, transition: null });
	const once: INodeParameters = { options: { handOffEveryDays: 30, includeRoute: true } };

	test('only when the band changed, leaves by its band when it tells a change', async () => {
		expect(await outputOf(moved({}), { when: 'bandChanged' })).toBe(0);
		expect(await outputOf(stayed({ sales: at(1) }), { when: 'bandChanged' })).toBe(4);
	});

	test.each<[what: string, lead: IDataObject, output: number, reason: string]>([
		['for the first time', moved({ nurture: at(2) }), 0, 'Scoring put the lead in band "sales" with score 60'],
		['again after 30 days', moved({ sales: at(30), nurture: at(2) }), 0, 'Scoring put the lead in band "sales" with score 60'],
		['again after 29 days', moved({ sales: at(29), nurture: at(2) }), 4, 'it was handed off 29 days ago, and at most once in 30 days is allowed'],
		['yesterday', stayed({ sales: at(1) }), 4, 'it was handed off 1 day ago, and at most once in 30 days is allowed'],
		['long ago, and is still there', stayed({ sales: at(99) }), 4, 'it was handed off 99 days ago, and has been in the band ever since'],
	])('handed off at most once in 30 days, came into the band %s', async (_when, lead, output, reason) => {
		const outputs = await executeNode(router, toItems(lead), { parameters: once });
		const [item] = outputs[output] ?? [];
		expect((item?.json.leadRoute as IDataObject | undefined)?.reason).toContain(reason);
	});

	test('counts the entries into the hand-off band, whatever it is called', async () => {
		const bands = { values: [{ name: 'Rest', band: 'rest', minScore: 0 }, { name: 'Hot', band: 'hot', minScore: 80 }] };
		const lead = scored('hot', { bandChanged: true, enteredBands: { rest: at(1), hot: at(5) } });
		expect(await outputOf(lead, { ...once, bands })).toBe(3);
		expect(await outputOf(scored('hot', { bandChanged: true, enteredBands: { rest: at(1) } }), { ...once, bands })).toBe(1);
	});

	test('goes before the field with the last hand-off, and is read where the result is', async () => {
		expect(await outputOf({ ...moved({ sales: at(40) }), lastHandOffAt: at(1) }, once)).toBe(0);
		const { leadScore } = moved({ sales: at(3) });
		expect(await outputOf({ crm: { rating: leadScore } }, { ...once, resultField: 'crm.rating' })).toBe(4);
	});

	test('with a time that cannot be read is an error, not "never"', async () => {
		const error = await failureOf(toItems(moved({ sales: 'in May' })), once);
		expect(error.message).toBe(`'leadScore.enteredBands.sales' holds "in May", which is not a date`);
	});
});

describe('owners', () => {
	const owners = {
		values: [
			{ name: 'Kari', email: 'kari@example.com', weight: 1, territory: { conditions: [{ field: 'country', op: 'in', value: 'Norway, Sweden' }] } },
			{ name: 'Ola', email: 'ola@example.com', weight: 1 },
		],
	};
	const kari = { name: 'Kari', email: 'kari@example.com' };
	const ola = { name: 'Ola', email: 'ola@example.com' };
	const first = async (lead: IDataObject, options: INodeParameters): Promise<IDataObject | undefined> =>
		(await executeNode(router, toItems(lead), { parameters: { options } })).flat()[0]?.json;

	test.each([
		['norway', kari],
		['Sweden', kari],
		['Denmark', ola],
	])('a lead from %s gets its owner', async (country, owner) => {
		const lead = { email: 'a@b.no', country, ...scored('sales') };
		expect(await first(lead, { owners })).toEqual({ ...lead, owner });
		expect(lead).not.toHaveProperty('owner');
	});

	test('of a HubSpot contact the fields are named as in a scoring model', async () => {
		const lead = { id: '51', archived: false, properties: { email: 'a@b.no', country: 'Norway', hubspotscore: '80' }, ...scored('sales') };
		expect(await first(lead, { owners })).toEqual({ ...lead, owner: kari });
	});

	test('leads that are not handed off get none, unless every lead shall', async () => {
		const lead = { email: 'a@b.no', ...scored('cold') };
		expect(await first(lead, { owners })).toEqual(lead);
		expect(await first(lead, { owners, assignOwnerTo: 'everyLead' })).toEqual({ ...lead, owner: ola });
	});

	test('an owner that the lead has stays, unless replaced', async () => {
		const lead = { email: 'a@b.no', owner: 'Per', ...scored('sales') };
		expect(await first(lead, { owners })).toEqual(lead);
		expect(await first(lead, { owners, replaceOwner: true })).toEqual({ ...lead, owner: ola });
		for (const none of [null, '', {}]) expect(await first({ ...lead, owner: none }, { owners })).toEqual({ ...lead, owner: ola });
	});

	test('a lead in nobody\'s territory has the owner null', async () => {
		const lead = { email: 'a@b.dk', country: 'Denmark', ...scored('sales') };
		expect(await first(lead, { owners: { values: owners.values.slice(0, 1) } })).toEqual({ ...lead, owner: null });
	});

	test('a lead without identity cannot keep an owner, so that it is an error', async () => {
		const error = await failureOf(toItems({ country: 'Norway', ...scored('sales') }), { options: { owners } });
		expect(error.message).toContain('neither an email address nor an ID');
		expect(error.description).toContain("'email'");
	});
});

test('the route may be added to the item', async () => {
	const lead = scored('sales', { fit: 5 });
	const outputs = await executeNode(router, toItems(lead), { parameters: { options: { includeRoute: true, minimumFit: 20 } } });
	expect(outputs[1]?.[0]?.json).toEqual({
		...lead,
		leadRoute: {
			output: 'Nurture',
			band: 'nurture',
			handOff: false,
			reason: 'Scoring put the lead in band "sales" with score 60, but fit 5 is below the 20 that Sales hand-off needs',
		},
	});
});

describe('10,000 leads', () => {
	test('leave in order, linked to their items, and the input is as it was', async () => {
		const bands = ['sales', 'nurture', 'cold', 'disqualified'];
		const items = Array.from({ length: 10_000 }, (_, index): INodeExecutionData => ({
			json: { id: index, email: `lead${index}@example.com`, ...scored(bands[(index * 7) % 4] ?? '') },
			binary: { card: { data: '', mimeType: 'text/vcard' } },
		}));
		const before = structuredClone(items);
		const owners = { values: [{ name: 'Kari', email: 'kari@example.com' }, { name: 'Ola', email: 'ola@example.com' }] };
		const outputs = await executeNode(router, items, { parameters: { options: { owners, includeRoute: true } } });

		expect(items).toEqual(before);
		for (const [at, band] of bands.entries()) {
			const expected = before.flatMap(({ json }, index) => ((json.leadScore as IDataObject).band === band ? [index] : []));
			expect(outputs[at]?.map(({ pairedItem }) => pairedItem)).toEqual(expected.map((item) => ({ item })));
			expect(outputs[at]?.map(({ json }) => json.id)).toEqual(expected);
			expect(outputs[at]?.every(({ binary }) => binary?.card?.mimeType === 'text/vcard')).toBe(true);
		}
	});

	test('one that is none among them stops the run, naming it', async () => {
		const items = toItems(...Array.from({ length: 10_000 }, (_, index) => (index === 6_789 ? { id: index } : scored('sales'))));
		expect((await failureOf(items)).context.itemIndex).toBe(6_789);
		const [sales, , , last] = await executeNode(router, items, { onError: 'continueErrorOutput' });
		expect(sales).toHaveLength(9_999);
		expect(last).toEqual([expect.objectContaining({ pairedItem: { item: 6_789 } })]);
	});
});

describe('as the tool of an AI agent', () => {
	const tool = async (parameters: INodeParameters, lead: IDataObject = { chatInput: 'hello' }): Promise<INodeExecutionData[][]> =>
		executeNode(router, toItems(lead), { parameters, asTool: true });

	test.each([
		[{ score: '72' }, { output: 'Sales hand-off', band: 'sales', handOff: true, reason: 'Score 72 is at least 70' }],
		[{ score: 50 }, { output: 'Nurture', band: 'nurture', handOff: false, reason: 'Score 50 is at least 50' }],
		[{ score: '90', band: 'disqualified' }, { output: 'Disqualified', band: 'disqualified', handOff: false, reason: 'Scoring disqualified the lead with score 90' }],
	])('answers %j by the one output there is', async (parameters, route) => {
		expect(await tool(parameters)).toEqual([[{ json: route, pairedItem: { item: 0 } }]]);
	});

	test('without a score it routes the lead that the agent works on', async () => {
		expect((await tool({}, scored('nurture')))[0]?.[0]?.json).toMatchObject({ output: 'Nurture' });
		expect((await tool({ routeBy: 'scoreField', scoreField: 'score' }, { score: 20 }))[0]?.[0]?.json).toMatchObject({ output: 'Not ready' });
	});

	test('tells the agent in the message itself what to do', async () => {
		await expect(tool({ score: 'high' })).rejects.toThrow('The score "high" is not a number. Give a number such as 72, or none.');
		await expect(tool({})).rejects.toThrow('Put a Lead Score node before this one');
	});
});
