import { chainWorkflow, LEAD_SCORE, START } from './chainWorkflow.ts';
import { sharedHost } from './sharedHost.ts';

const badJson = {
	format: 1,
	id: 'bad',
	name: 'Bad',
	version: 1,
	groups: [
		{ id: 'fit', name: 'Fit', dimension: 'looks', rules: [{ id: 'title', type: 'attribute', when: { field: 'jobTitle', op: 'matches', value: '(' }, points: 5 }] },
		{ id: 'doing', name: 'Doing', dimension: 'engagement', rules: [{ id: 'demo', type: 'activity', activity: 'demo_request', per: 'once', points: 'ten' }] },
	],
	bands: [{ id: 'sales', name: 'Sales', min: 70 }],
};

const badForm = {
	fitRules: {
		rules: [
			{ type: 'attribute', field: 'jobTitle', operator: 'matches', value: '(', points: 5 },
			{ type: 'attribute', field: 'companySize', operator: 'greaterThan', value: 'many', points: 5 },
		],
	},
	engagementRules: { rules: [{ type: 'activity', activity: 'demo_request', per: 'once', points: 10, minCount: 3, maxCount: 1 }] },
	settings: { holdMargin: -5 },
};

/** The parameters of the model, and what the error must name: all of it. */
const CASES: [string, Record<string, unknown>, string[]][] = [
	['a template that does not exist', { modelSource: 'template', template: 'b2b-rocket' }, ["'b2b-rocket'", 'b2b-saas', 'high-value-b2c']],
	[
		'JSON',
		{ modelSource: 'json', modelJson: JSON.stringify(badJson) },
		['groups[0].dimension', 'groups[0].rules[0].when.value', 'groups[1].rules[0].points: expected a finite number, got "ten"', 'bands'],
	],
	['text that is no JSON', { modelSource: 'json', modelJson: '{ not json' }, ["'Model JSON' is not valid JSON"]],
	['the form', { modelSource: 'define', ...badForm }, ['Fit rule 1', 'Fit rule 2', 'Engagement rule 1', 'Hold Margin']],
];

describe('a bad model', () => {
	it.each(CASES)('from %s stops the run before any lead is scored, with all that is wrong', async (name, parameters, named) => {
		const { client } = await sharedHost();
		const workflow = chainWorkflow(`Bad model ${name}`, [
			{
				name: 'Leads',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: "return [{ json: { email: 'a@b.no' } }, { json: {} }];" },
			},
			{ name: 'Lead Score', type: LEAD_SCORE, parameters },
		]);
		await client.saveWorkflow(workflow);
		const execution = await client.run(workflow.id, START);
		expect(execution.status).toBe('error');
		const { outputs, error } = execution.nodeRun('Lead Score');
		expect(outputs.flat()).toEqual([]);
		expect(error?.context).not.toHaveProperty('itemIndex');
		const said = `${error?.message ?? ''}\n${error?.description ?? ''}`;
		for (const part of named) expect(said).toContain(part);
	}, 60_000);
});
