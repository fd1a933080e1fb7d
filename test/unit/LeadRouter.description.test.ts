import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { LeadRouter } from '../../nodes/LeadRouter/LeadRouter.node';
import { buildNode } from './executeNode';
import type { NodeSetup } from './executeNode';

const router = new LeadRouter();

/** The outputs as n8n works them out from the description's expression. */
const outputsOf = (parameters: INodeParameters, more: NodeSetup = {}): Array<string | undefined> => {
	const { node, workflow } = buildNode(router, { parameters, ...more });
	return NodeHelpers.getNodeOutputs(workflow, node, router.description).map((output) =>
		typeof output === 'string' ? output : `${output.displayName}${output.type === 'main' ? '' : ` (${output.type})`}`,
	);
};

describe('outputs', () => {
	const names = ['Sales hand-off', 'Nurture', 'Not ready', 'Disqualified'];

	test('are the bands and Disqualified', () => expect(outputsOf({})).toEqual(names));

	test.each<[what: string, parameters: INodeParameters]>([
		['only changed bands leave', { when: 'bandChanged' }],
		['the hand-off is limited', { options: { handOffEveryDays: 30 } }],
		['the limit is still to be entered', { options: { handOffEveryDays: 0 } }],
	])('have Unchanged when %s', (_what, parameters) => expect(outputsOf(parameters)).toEqual([...names, 'Unchanged']));

	test('have no Unchanged for other options', () => expect(outputsOf({ options: { minimumFit: 20 } })).toEqual(names));

	test('follow the bands', () => {
		const values = [{ name: 'Hot', band: 'hot', minScore: 10 }, { name: '', band: 'rest', minScore: 0 }];
		expect(outputsOf({ bands: { values } })).toEqual(['Hot', 'rest', 'Disqualified']);
		expect(outputsOf({ bands: {} })).toEqual(['Disqualified']);
	});

	test('end with the error output when the node has one', () => {
		expect(outputsOf({}, { onError: 'continueErrorOutput' })).toEqual([...names, 'Error']);
	});
});

describe('panel', () => {
	const shown = (parameters: INodeParameters, asTool = false): string[] => Object.keys(buildNode(router, { parameters, asTool }).node.parameters);

	test('shows five parameters and nothing more', () => {
		expect(shown({})).toEqual(['routeBy', 'resultField', 'when', 'bands', 'options']);
		expect(shown({ routeBy: 'scoreField' })).toEqual(['routeBy', 'scoreField', 'when', 'bands', 'options']);
	});

	test('shows an agent what it may fill in', () => {
		expect(shown({}, true)).toEqual(['score', 'band', 'routeBy', 'resultField', 'when', 'bands', 'options']);
	});

	test('asks for a score field before a run', () => {
		const { node } = buildNode(router, { parameters: { routeBy: 'scoreField' } });
		const issues = NodeHelpers.getNodeParametersIssues(router.description.properties, node, router.description);
		expect(Object.keys(issues?.parameters ?? {})).toEqual(['scoreField']);
	});

	const all = (properties: INodeProperties[]): INodeProperties[] =>
		properties.flatMap((property) => [
			property,
			...(property.options ?? []).flatMap((option) => ('values' in option ? all(option.values) : 'type' in option ? all([option]) : [])),
		]);

	const described = all(router.description.properties).filter(({ type }) => type !== 'collection');

	test.each(described.map((property) => [property.displayName, property] as const))('%s has a description and an example', (_name, { description, placeholder, type }) => {
		expect(description).toMatch(/^[A-Z]/);
		if (type === 'string' || type === 'number') expect(placeholder).toMatch(/^e\.g\. /);
	});
});
