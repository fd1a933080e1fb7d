import type { IDataObject } from 'n8n-workflow';
import { executeNode, toItems } from './executeNode';
import { byField, failureOf, router, scored } from './leadRouter';

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
