import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { runInN8nCore, type CoreOutcome } from './runInN8nCore';

jest.setTimeout(600_000);

const scored = (id: number, band: string): IDataObject => ({ id, leadScore: { score: 60, fit: 30, band } });
const toItems = (leads: IDataObject[]): INodeExecutionData[] => leads.map((json) => ({ json }));
const route = (node: Partial<INode>, leads: IDataObject[]): Promise<CoreOutcome> =>
	runInN8nCore('nodes/LeadRouter/LeadRouter.node.ts', node, toItems(leads));

const leads = [scored(0, 'sales'), { id: 1, email: 'not@scored.example' }, scored(2, 'disqualified'), scored(3, 'nurture'), scored(4, 'sales')];

/** Ids and links of the items of each output. */
const shapeOf = ({ outputs }: CoreOutcome) => outputs.map((items) => (items ?? []).map(({ json, pairedItem }) => ({ id: json.id, pairedItem })));
const linked = (id: number) => ({ id, pairedItem: { item: id } });

test('an item that is no scored lead stops the run, naming it', async () => {
	const { error, outputs } = await route({}, leads);
	expect(error).toEqual({
		name: 'NodeOperationError',
		message: "The item has no lead score in 'leadScore'",
		description: expect.stringContaining('Put a Lead Score node before this one'),
		itemIndex: 1,
	});
	expect(outputs).toEqual([]);
});

test('with an error output it leaves there, with its own fields; the others as ever', async () => {
	const outcome = await route({ onError: 'continueErrorOutput' }, leads);
	expect(outcome.error).toBeUndefined();
	expect(shapeOf(outcome)).toEqual([[linked(0), linked(4)], [linked(3)], [], [linked(2)], [linked(1)]]);
	expect(outcome.outputs[4]?.[0]?.json).toEqual({
		id: 1,
		email: 'not@scored.example',
		error: "The item has no lead score in 'leadScore'",
		details: expect.stringContaining('Put a Lead Score node before this one'),
	});
});

test('with "continue" it leaves by the last output and never by the first', async () => {
	const outcome = await route({ onError: 'continueRegularOutput' }, leads);
	expect(outcome.outputs.map((items) => items?.length)).toEqual([2, 1, 0, 2]);
	expect(outcome.outputs[3]?.map(({ json, pairedItem }) => [pairedItem, Object.keys(json)])).toEqual([
		[{ item: 1 }, ['error', 'details']],
		[{ item: 2 }, ['id', 'leadScore']],
	]);
});

test.each(['continueErrorOutput', 'continueRegularOutput'] as const)('wrong parameters with %s send no lead out of the first output', async (onError) => {
	const { outputs } = await route({ onError, parameters: { options: { handOffEveryDays: -1 } } }, leads);
	expect(outputs.slice(0, -1).map((items) => items?.length)).toEqual(onError === 'continueErrorOutput' ? [0, 0, 0, 0, 0] : [0, 0, 0, 0]);
	expect(outputs.at(-1)?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
});

test('10,000 leads leave in order and linked, but for the one that is none', async () => {
	const bands = ['sales', 'nurture', 'cold', 'disqualified'];
	const many = Array.from({ length: 10_000 }, (_, id) => (id === 6_789 ? { id } : scored(id, bands[(id * 7) % 4] ?? '')));
	const outcome = await route({ onError: 'continueErrorOutput', parameters: { when: 'bandChanged' } }, many);
	const expected = bands.map((band) => many.flatMap((lead, id) => ((lead.leadScore as IDataObject | undefined)?.band === band ? [linked(id)] : [])));
	expect(shapeOf(outcome)).toEqual([...expected, [], [linked(6_789)]]);

	const { error } = await route({}, many);
	expect(error?.itemIndex).toBe(6_789);
});

test('expressions in the parameters are n8n\'s to evaluate', async () => {
	const bands = { values: [{ name: 'Top', band: 'top', minScore: '={{ 10 * 9 }}' }, { name: 'Rest', band: 'rest', minScore: 0 }] };
	const parameters = { routeBy: 'scoreField', scoreField: '={{ "properties." + "score" }}', bands };
	const outcome = await route({ parameters }, [89, 90].map((score, id) => ({ id, properties: { score } })));
	expect(shapeOf(outcome)).toEqual([[linked(1)], [linked(0)], []]);
});
