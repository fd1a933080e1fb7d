import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { executeNode, toItems } from './executeNode';
import { router, scored } from './leadRouter';

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
