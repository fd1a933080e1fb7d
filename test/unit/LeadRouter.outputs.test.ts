import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { executeNode, toItems } from './executeNode';
import { byField, failureOf, outputOf, router, scored } from './leadRouter';

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
