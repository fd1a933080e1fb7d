import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { NurtureCampaignTrigger } from '../../nodes/NurtureCampaignTrigger/NurtureCampaignTrigger.node';
import { buildNode } from './executeNode';

const trigger = new NurtureCampaignTrigger();
const { properties } = trigger.description;

const all = (some: INodeProperties[]): INodeProperties[] =>
	some.flatMap((property) => {
		if (property.type === 'collection') return [property, ...all(property.options as INodeProperties[])];
		if (property.type === 'fixedCollection') return [property, ...(property.options as INodePropertyCollection[]).flatMap(({ values }) => all(values))];
		return [property];
	});

const shown = (parameters: INodeParameters): string[] => Object.keys(buildNode(trigger, { parameters }).node.parameters);

describe('the panel', () => {
	it.each<[INodeParameters, string[]]>([
		[{}, ['campaignSource', 'template']],
		[{ campaignSource: 'json' }, ['campaignSource', 'campaignJson']],
		[{ campaignSource: 'store' }, ['campaignSource', 'campaignId']],
		[{ campaignSource: 'define' }, ['campaignSource', 'campaignName', 'steps', 'rules']],
		[{ event: 'entersBand' }, ['bands', 'modelId']],
		[{ event: 'leavesBand' }, ['bands', 'modelId']],
		[{ event: 'campaignFinished' }, ['endedCampaignId']],
		[{ event: 'wentQuiet' }, ['quietDays']],
	])('with %j shows what matters and no more', (parameters, fields) => {
		expect(shown(parameters)).toEqual(['event', ...fields, 'options']);
	});

	it.each(all(properties).map((property, index) => [`${property.displayName} (${index})`, property] as const))('%s says what it does', (_name, { description, placeholder, type, options, default: initial }) => {
		expect(description).toMatch(/^[A-Z].{15}/);
		expect(initial).toBeDefined();
		if (type === 'string') expect(placeholder ?? '').toMatch(/^e\.g\. /);
		if (type === 'options') for (const option of options ?? []) expect('description' in option && option.description).toMatch(/^[A-Z].{10}/);
	});

	it('asks before it is activated for what cannot be guessed', () => {
		const missing = (parameters: INodeParameters): string[] => {
			const { node } = buildNode(trigger, { parameters });
			return Object.keys(NodeHelpers.getNodeParametersIssues(properties, node, trigger.description)?.parameters ?? {});
		};
		expect(missing({})).toEqual([]);
		expect(missing({ campaignSource: 'store' })).toEqual(['campaignId']);
	});
});

it.each<[INodeParameters, string]>([
	[{}, 'step due'],
	[{ event: 'entersBand' }, 'enters sales'],
	[{ event: 'leavesBand', bands: 'nurture' }, 'leaves nurture'],
	[{ event: 'campaignFinished' }, 'campaign finished'],
	[{ event: 'wentQuiet', quietDays: 30 }, 'quiet for 30 days'],
])('its subtitle with %j is %j', async (parameters, subtitle) => {
	const { node, workflow } = buildNode(trigger, { parameters });
	expect(trigger.description.subtitle).toBeDefined();
	expect(workflow.expression.getSimpleParameterValue(node, trigger.description.subtitle, 'internal', {}, undefined, 'unknown')).toBe(subtitle);
});

it('is a trigger that needs the store, and tests its credential', () => {
	const { inputs, outputs, group, credentials } = trigger.description;
	expect({ inputs, outputs, group }).toEqual({ inputs: [], outputs: ['main'], group: ['trigger'] });
	expect(credentials).toEqual([{ name: 'leadStoreApi', required: true, testedBy: 'testLeadStore' }]);
	expect(Object.keys(trigger.methods.credentialTest)).toEqual(['testLeadStore']);
	const lists = all(properties).flatMap(({ modes = [] }) => modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []));
	expect(Object.keys(trigger.methods.listSearch).sort()).toEqual([...new Set(lists)].sort());
});
