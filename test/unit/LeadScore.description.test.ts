import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { buildNode } from './executeNode';
import type { NodeSetup } from './executeNode';

const node = new LeadScore();
const withStore = { keepStateIn: 'leadStore' };

const outputsOf = (parameters: INodeParameters, more: NodeSetup = {}): Array<string | undefined> => {
	const built = buildNode(node, { parameters, ...more });
	return NodeHelpers.getNodeOutputs(built.workflow, built.node, node.description).map((output) =>
		typeof output === 'string' ? output : output.displayName,
	);
};

describe('outputs', () => {
	test.each<[what: string, parameters: INodeParameters]>([
		['without state', {}],
		['with input items', withStore],
		['without state, whatever was chosen before', { leadsFrom: 'all' }],
	])('%s are one', (_what, parameters) => expect(outputsOf(parameters)).toEqual([undefined]));

	test.each(['dueForReview', 'all'])('of a run over the leads of the store (%s) are the leads and the summary', (leadsFrom) => {
		expect(outputsOf({ ...withStore, leadsFrom })).toEqual(['Leads', 'Summary']);
		expect(outputsOf({ ...withStore, leadsFrom }, { onError: 'continueErrorOutput' })).toEqual(['Leads', 'Summary', 'Error']);
	});
});

describe('panel', () => {
	const shown = (parameters: INodeParameters, asTool = false): string[] => Object.keys(buildNode(node, { parameters, asTool }).node.parameters);

	test('shows what a run untouched needs, and nothing of the store', () => {
		expect(shown({})).toEqual(['keepStateIn', 'leadFormat', 'modelSource', 'template', 'options']);
	});

	test('shows which leads where there is a store', () => {
		expect(shown(withStore)).toEqual(['keepStateIn', 'leadsFrom', 'leadFormat', 'modelSource', 'template', 'options']);
		expect(shown({ ...withStore, leadsFrom: 'all' })).toEqual(['keepStateIn', 'leadsFrom', 'giveOut', 'modelSource', 'template', 'options']);
	});

	test('lets an agent score the lead it gives, and start no run', () => {
		expect(shown(withStore, true)).toEqual(['lead', 'keepStateIn', 'leadFormat', 'modelSource', 'template', 'options']);
	});

	test('has options only for what they change', () => {
		const options = { scoreAsOf: '2026-11-22', previousBandField: 'x', adjustmentsField: 'y', activitiesField: 'z', onlyChangedBands: true, explain: false };
		const left = (parameters: INodeParameters) => Object.keys(buildNode(node, { parameters: { ...parameters, options } }).node.parameters.options ?? {}).sort();
		expect(left({})).toEqual(Object.keys(options).sort());
		expect(left(withStore)).toEqual(['activitiesField', 'explain', 'onlyChangedBands']);
		expect(left({ ...withStore, leadsFrom: 'dueForReview' })).toEqual(['explain']);
	});

	test('asks for a stored model before a run', () => {
		const built = buildNode(node, { parameters: { ...withStore, modelSource: 'store' } });
		const issues = NodeHelpers.getNodeParametersIssues(node.description.properties, built.node, node.description);
		expect(Object.keys(issues?.parameters ?? {})).toEqual(['storedModel']);
	});
});
