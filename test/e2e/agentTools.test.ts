import type { N8nNode, N8nWorkflow } from '../../host/N8nWorkflow.ts';
import { FakeChatModel } from './FakeChatModel.ts';
import { LEAD_ROUTER, LEAD_SCORE } from './chainWorkflow.ts';
import { sharedHost } from './sharedHost.ts';

let model: FakeChatModel;
afterEach(() => model?.stop());

const node = (n: number, name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): N8nNode => ({
	id: `00000000-0000-4000-8000-00000000000${n}`,
	name,
	type,
	typeVersion,
	position: [n * 220, 0],
	parameters,
});

/** An AI agent with one tool, fed with a question. */
const agentWorkflow = (id: string, tool: string, parameters: Record<string, unknown>, credentialId: string): N8nWorkflow => ({
	id,
	name: `Agent ${id}`,
	nodes: [
		node(0, 'Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node(1, 'Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, { promptType: 'define', text: 'How good is this lead?', options: {} }),
		{
			...node(2, 'Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, { model: { __rl: true, mode: 'id', value: 'fake' }, options: {} }),
			credentials: { openAiApi: { id: credentialId, name: 'Fake chat model' } },
		},
		node(3, 'Tool', `${tool}Tool`, 1, parameters),
	],
	connections: {
		Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
		Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
		Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
	},
	settings: { executionOrder: 'v1' },
});

/** Has an agent call the tool once with these arguments. Returns what the tool offers, and what came back to the model. */
async function callTool(id: string, tool: string, parameters: Record<string, unknown>, given: Record<string, unknown>) {
	const { client } = await sharedHost();
	model = await FakeChatModel.start((request, n) =>
		n === 0 ? { call: request.tools?.[0]?.function.name ?? '', arguments: given } : { text: 'Done.' },
	);
	const credentialId = await client.credential('Fake chat model', 'openAiApi', { apiKey: 'none', url: model.url, header: false });
	await client.saveWorkflow(agentWorkflow(id, tool, parameters, credentialId));
	const execution = await client.run(id, 'Start');
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	expect(execution.items('Agent')).toEqual([{ output: 'Done.' }]);

	const [first, second] = model.requests;
	const tools = first?.tools ?? [];
	expect(tools).toHaveLength(1);
	const answer = second?.messages.find(({ role }) => role === 'tool')?.content;
	return { offered: tools[0]?.function, answer: JSON.parse(String(answer)) as unknown };
}

/** What n8n's own button "Let the model define this parameter" puts into a field. */
const fromModel = (name: string, description: string): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`${description}\`, 'string') }}`;

describe('an AI agent', () => {
	it('scores a lead with the Lead Score tool as it is added, and is told why', async () => {
		const lead = { email: 'anna@acme.no', jobTitle: 'CTO', activities: [{ type: 'demo_request', at: new Date().toISOString() }] };
		const { offered, answer } = await callTool('e2eAgentScore000', LEAD_SCORE, {}, { lead });
		expect(offered?.description).toMatch(/score/i);
		expect(Object.keys(offered?.parameters.properties ?? {})).toEqual(['lead']);
		expect(offered?.parameters.properties?.lead?.description).toMatch(/JSON object.*email.*activities/s);
		expect(answer).toEqual([
			{
				...lead,
				leadScore: expect.objectContaining({
					score: expect.any(Number) as number,
					band: expect.stringMatching(/^(sales|nurture|cold)$/) as string,
					contributions: expect.arrayContaining([expect.objectContaining({ label: 'Asked for a demo' })]) as unknown[],
				}) as object,
			},
		]);
	}, 60_000);

	it('is told by the Lead Score tool what is wrong with a lead', async () => {
		const lead = { email: 'anna@acme.no', activities: 'yesterday' };
		const { answer } = await callTool('e2eAgentScore001', LEAD_SCORE, {}, { lead });
		expect(JSON.stringify(answer)).toContain("The field 'activities' is text that is not valid JSON");
	}, 60_000);

	it.each([
		['a score', { score: '72', band: '' }, 'Sales hand-off'],
		['a band, which goes before the score', { score: '90', band: 'disqualified' }, 'Disqualified'],
	])('learns from the Lead Router tool where %s leads', async (_, given, output) => {
		const parameters = { score: fromModel('score', 'The score of the lead'), band: fromModel('band', 'The band, if there is one') };
		const { offered, answer } = await callTool('e2eAgentRoute000', LEAD_ROUTER, parameters, given);
		expect(offered?.description).toMatch(/sales hand-off/);
		expect(Object.keys(offered?.parameters.properties ?? {}).sort()).toEqual(['band', 'score']);
		expect(JSON.stringify(answer)).toContain(output);
	}, 60_000);
});
