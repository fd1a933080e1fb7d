import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { LeadStoreApi } from '../../credentials/LeadStoreApi.credentials';
import { LeadStore } from '../../nodes/LeadStore/LeadStore.node';
import { resources } from '../../nodes/LeadStore/resources';
import { buildNode } from './executeNode';

const store = new LeadStore();

const operations = resources.flatMap(({ option, operations: each }) => each.map((operation) => [`${option.value}.${operation.option.value}`, operation] as const));

const shown = (parameters: INodeParameters, asTool = false): string[] => Object.keys(buildNode(store, { parameters, asTool }).node.parameters);

const names = (options: INodeProperties['options'] = []): string[] => options.map(({ displayName, name }: { displayName?: string; name: string }) => displayName ?? name);
const sorted = (texts: string[]): string[] => [...texts].sort((a, b) => a.localeCompare(b));

const all = (properties: INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => [property, ...(property.type === 'collection' ? all(property.options as INodeProperties[]) : [])]);

describe('resources and operations', () => {
	it('are all that there is to do, sorted by name', () => {
		const lists = store.description.properties.filter(({ name }) => name === 'resource' || name === 'operation');
		expect(lists.map(({ options }) => names(options))).toEqual([
			['Activity', 'Adjustment', 'Campaign', 'Lead', 'Model', 'Score', 'Suppression', 'Transition'],
			['Get Many', 'Record'],
			['Add', 'Get Many', 'Remove'],
			['Enroll', 'Exit', 'Get Enrollments', 'Get Many', 'Get Results', 'Read Message Token', 'Retry Failed Messages', 'Save'],
			['Create or Update', 'Erase', 'Get', 'Get Many', 'Identify'],
			['Activate', 'Get', 'Get Many', 'Save'],
			['Get', 'Get History'],
			['Add', 'Check', 'Remove'],
			['Get Many', 'Retry Failed Deliveries'],
		]);
	});

	it.each(operations)('%s says what it does', (_what, { option }) => {
		expect(option.action).toMatch(/^[A-Z][^A-Z]+$/);
		expect(option.description).toMatch(/^[A-Z].{20}/);
	});

	it('have names of their own in the nodes panel', () => {
		const actions = operations.map(([, { option }]) => option.action);
		expect(new Set(actions).size).toBe(actions.length);
	});
});

describe('the panel', () => {
	it.each<[what: string, parameters: INodeParameters, fields: string[]]>([
		['lead.upsert', {}, ['leadFrom', 'leadFormat', 'options']],
		['lead.upsert', { leadFrom: 'fields' }, ['leadFrom', 'lead', 'attributes', 'options']],
		['lead.erase', {}, ['lead']],
		['lead.get', {}, ['lead']],
		['lead.getMany', {}, ['returnAll', 'limit', 'band']],
		['lead.getMany', { returnAll: true, band: 'sales' }, ['returnAll', 'band', 'model']],
		['lead.identify', {}, ['lead', 'aliases']],
		['activity.record', {}, ['lead', 'activityType', 'eventsField', 'fieldMap', 'options']],
		['activity.getMany', {}, ['lead', 'returnAll', 'limit']],
		['adjustment.add', {}, ['lead', 'points', 'reason', 'options']],
		['adjustment.remove', {}, ['lead', 'adjustmentId']],
		['campaign.getEnrollments', {}, ['returnAll', 'limit', 'filters']],
		['campaign.enroll', {}, ['campaign', 'lead']],
		['campaign.exit', {}, ['campaign', 'lead', 'reason']],
		['campaign.getResults', {}, ['campaign']],
		['campaign.retry', {}, ['campaign', 'lead']],
		['campaign.save', {}, ['campaignFrom', 'starter']],
		['campaign.save', { campaignFrom: 'json' }, ['campaignFrom', 'campaignJson']],
		['model.save', {}, ['modelFrom', 'template', 'activate']],
		['model.save', { modelFrom: 'json' }, ['modelFrom', 'modelJson', 'activate']],
		['model.activate', {}, ['model', 'version']],
		['model.get', {}, ['model', 'options']],
		['score.get', {}, ['lead', 'model']],
		['score.getHistory', {}, ['lead', 'model', 'returnAll', 'limit']],
		['suppression.add', {}, ['lead', 'reason', 'note']],
		['transition.getMany', {}, ['what', 'returnAll', 'limit', 'filters']],
		['transition.retry', {}, ['transitionId', 'consumer']],
	])('of %s with %j shows what matters and no more', (what, parameters, fields) => {
		const [resource = '', operation = ''] = what.split('.');
		expect(shown({ resource, operation, ...parameters })).toEqual(['resource', 'operation', ...fields]);
	});

	it.each<[what: string, fields: string[]]>([
		['lead.upsert', ['leadJson']],
		['activity.record', ['activity', 'activityType', 'fieldMap']],
		['adjustment.add', ['lead', 'points', 'reason']],
		['campaign.exit', ['campaign', 'lead', 'reason']],
		['suppression.check', ['lead']],
	])('of a tool for %s shows what an agent fills in', (what, fields) => {
		const [resource = '', operation = ''] = what.split('.');
		expect(shown({ resource, operation }, true).filter((name) => !['resource', 'operation', 'options'].includes(name))).toEqual(fields);
	});

	it('of a tool says to the agent what each value is', () => {
		const { parameters } = buildNode(store, { parameters: { resource: 'adjustment', operation: 'add' }, asTool: true }).node;
		expect(parameters.lead).toMatch(/^=\{\{ \$fromAI\('lead', '.{20,}', 'string'\) \}\}$/);
		expect(parameters.points).toMatch(/^=\{\{ \$fromAI\('points', '.{10,}', 'number'\) \}\}$/);
	});

	it('asks before a run for what cannot be guessed', () => {
		const missing = (parameters: INodeParameters): string[] => {
			const { node } = buildNode(store, { parameters });
			return Object.keys(NodeHelpers.getNodeParametersIssues(store.description.properties, node, store.description)?.parameters ?? {});
		};
		expect(missing({})).toEqual([]);
		expect(missing({ operation: 'erase' })).toEqual(['lead']);
		expect(missing({ resource: 'adjustment', operation: 'add' })).toEqual(['reason']);
		expect(missing({ resource: 'suppression', operation: 'remove' })).toEqual(['lead']);
	});

	const properties = all([...store.description.properties, ...new LeadStoreApi().properties]);

	it.each(properties.map((property, index) => [`${property.displayName} (${index})`, property] as const))('%s has a description and an example', (_name, { description, placeholder, type, typeOptions, default: initial }) => {
		if (type !== 'collection') expect(description).toMatch(/^[A-Z].*[^.]$|\. /s);
		if (type === 'string' && typeOptions?.password !== true) expect(placeholder).toMatch(/^e\.g\. /);
		if (type === 'boolean') expect(description).toMatch(/^Whether /);
		expect(initial).toBeDefined();
	});

	it('has its options sorted', () => {
		for (const { options, type, displayName } of all(store.description.properties)) {
			if (type === 'collection') expect([displayName, names(options)]).toEqual([displayName, sorted(names(options))]);
		}
	});

	it.each(['model', 'campaign'])('shows a list in place of the ID of a %s', (field) => {
		const { modes } = store.description.properties.find(({ name }) => name === field)!;
		expect(modes?.map(({ name }) => name)).toEqual(['list', 'id']);
		expect(Object.keys(store.methods.listSearch)).toContain(modes?.[0]?.typeOptions?.searchListMethod);
	});
});

describe('the credential', () => {
	const { properties } = new LeadStoreApi();
	const fields = (data: INodeParameters): string[] =>
		Object.keys(NodeHelpers.getNodeParameters(properties, data, true, false, null, null) ?? {});

	it('asks for a name alone where the store is embedded', () => {
		expect(fields({})).toEqual(['backend', 'name']);
	});

	it('asks for a server with PostgreSQL', () => {
		expect(fields({ backend: 'postgres' })).toEqual(['backend', 'host', 'database', 'user', 'password', 'port', 'ignoreSslIssues', 'ssl', 'schema']);
		expect(fields({ backend: 'postgres', ignoreSslIssues: true })).not.toContain('ssl');
		const { options } = properties.find(({ name }) => name === 'ssl')!;
		expect((options as INodePropertyOptions[]).map(({ value }) => value)).toEqual(['allow', 'disable', 'require']);
	});

	it('hides the password', () => {
		expect(properties.find(({ name }) => name === 'password')).toMatchObject({ typeOptions: { password: true } });
	});

	it('is tested by the node', () => {
		const [{ name, testedBy } = { name: '' }] = store.description.credentials ?? [];
		expect(name).toBe(new LeadStoreApi().name);
		expect(Object.keys(store.methods.credentialTest)).toEqual([testedBy]);
	});
});
