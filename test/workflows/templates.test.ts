import { NodeHelpers, type INode, type INodeParameters, type INodeProperties, type INodeType } from 'n8n-workflow';
import { starterTemplates } from '../../engine/scoring/templates/starterTemplates';
import type { N8nNode } from '../../host/N8nWorkflow.ts';
import { LeadRouter } from '../../nodes/LeadRouter/LeadRouter.node';
import { configuredOutputs } from '../../nodes/LeadScore/configuredOutputs';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { LeadStore } from '../../nodes/LeadStore/LeadStore.node';
import { NurtureCampaignTrigger } from '../../nodes/NurtureCampaignTrigger/NurtureCampaignTrigger.node';
import { nodeOf, readTemplate, templates, type Template } from './readTemplates';

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const STICKY = 'n8n-nodes-base.stickyNote';
const isNote = ({ type }: N8nNode): boolean => type === STICKY;
const isTrigger = ({ type }: N8nNode): boolean => /(Trigger|webhook|emailReadImap)$/.test(type);
const nodesOf = ({ nodes }: Template): N8nNode[] => nodes.filter((node) => !isNote(node));
const notesOf = ({ nodes }: Template): N8nNode[] => nodes.filter(isNote);
const textOf = (note: N8nNode): string => String(note.parameters.content);

const ourNodes: Record<string, INodeType> = {
	'n8n-nodes-lead-scoring.leadScore': new LeadScore(),
	'n8n-nodes-lead-scoring.leadRouter': new LeadRouter(),
	'n8n-nodes-lead-scoring.leadStore': new LeadStore(),
	'n8n-nodes-lead-scoring.nurtureCampaignTrigger': new NurtureCampaignTrigger(),
};

const outputsOf = ({ type, parameters, onError }: N8nNode): number => {
	const own: Record<string, number> = {
		// The bands' outputs, Disqualified and Unchanged.
		'n8n-nodes-lead-scoring.leadRouter': 5,
		'n8n-nodes-lead-scoring.leadScore': configuredOutputs(parameters as INodeParameters).length,
		'n8n-nodes-base.if': 2,
	};
	return (own[type] ?? 1) + (onError === 'continueErrorOutput' ? 1 : 0);
};

/** A node with its name below it, or a note, in pixels of the canvas. */
function boxOf(node: N8nNode): Box {
	const [left, top] = node.position;
	const label = 64;
	const width = isNote(node) ? Number(node.parameters.width) : 96;
	const height = isNote(node) ? Number(node.parameters.height) : (outputsOf(node) > 3 ? 192 : 96) + label;
	return { name: node.name, left, top, right: left + width, bottom: top + height };
}
const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Every text in the parameters. */
const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** A node's parameters, those that are not given by default. */
const allParametersOf = (node: N8nNode): INodeParameters => {
	const { description } = ourNodes[node.type] as INodeType;
	return NodeHelpers.getNodeParameters(description.properties, node.parameters as INodeParameters, true, true, node, description) ?? {};
};

/** Parameters that the node's panel does not show as its other parameters are, as paths. */
function unknownParameters(node: N8nNode, given: Record<string, unknown>, properties: INodeProperties[], path = ''): string[] {
	const { description } = ourNodes[node.type] as INodeType;
	const all = allParametersOf(node);
	return Object.entries(given).flatMap(([name, value]) => {
		const named = properties.filter((property) => property.name === name && NodeHelpers.displayParameter(all, property, node, description, all));
		const [property] = named;
		if (!property) return [`${path}${name}`];
		if (property.type === 'collection') {
			return unknownParameters(node, value as Record<string, unknown>, property.options as INodeProperties[], `${path}${name}.`);
		}
		if (property.type !== 'fixedCollection') return [];
		return Object.entries(value as Record<string, unknown>).flatMap(([group, rows]) => {
			const values = property.options?.find((option) => option.name === group);
			if (!values || !('values' in values)) return [`${path}${name}.${group}`];
			const within = `${path}${name}.${group}.`;
			return [rows].flat().flatMap((row) => unknownParameters(node, row as Record<string, unknown>, values.values, within));
		});
	});
}

test('there are the eight templates', () => {
	expect(templates.map(([, { name }]) => name).sort()).toEqual([
		'Hand hot leads to sales',
		'Nurture leads between 50 and 70',
		'Record opens, clicks, replies and unsubscribes',
		'Rescore all leads every night',
		'Score activities as they happen',
		'Score and route inbound leads',
		'Track website visits and identify leads',
		'Win back quiet leads',
	]);
});

describe.each(templates)('%s', (file, template) => {
	const names = nodesOf(template).map(({ name }) => name);

	test('is named for what it does, verb first in sentence case, and so is its file', () => {
		expect(template.name).toMatch(/^[A-Z][a-z]+(,? [a-z0-9]+)+$/);
		expect(`${template.name.toLowerCase().replaceAll(',', '').replaceAll(' ', '-')}.json`).toBe(file);
	});

	test('has stable ids, all different', () => {
		expect(template.id).toMatch(/^[A-Za-z0-9]{16}$/);
		const ids = template.nodes.flatMap(({ id, webhookId }) => (webhookId === undefined ? [id] : [id, webhookId]));
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(template.nodes.map(({ name }) => name)).size).toBe(template.nodes.length);
	});

	test('carries nothing of the place where it was made', () => {
		expect(Object.keys(template).sort()).toEqual(['active', 'connections', 'id', 'name', 'nodes', 'pinData', 'settings']);
		expect(template.active).toBe(false);
		for (const node of template.nodes) expect(Object.keys(node)).not.toContain('credentials');
		expect(JSON.stringify(template)).not.toMatch(/instanceId|versionId|localhost|127\.0\.0\.1|@(?!\S*\.example\b)[a-z0-9-]+\.[a-z]{2,}/i);
	});

	test('names its nodes by their job', () => {
		for (const name of names) expect(name).toMatch(/^[A-Z][a-z]*( [A-Za-z-]+)*\??$/);
		for (const name of names) expect(name).not.toMatch(/^(Edit Fields|Set|If|Filter|Merge|Webhook|Data table|Send Email)\d*$/i);
	});

	test('uses stock nodes and our own, and no code', () => {
		for (const { type } of template.nodes) expect(type).toMatch(/^n8n-nodes-(base|lead-scoring)\.(?!code$|function)/);
	});

	test('connects nodes that are there, by outputs that are there', () => {
		for (const [from, { main }] of Object.entries(template.connections)) {
			const node = nodesOf(template).find(({ name }) => name === from);
			expect([from, node?.name]).toEqual([from, from]);
			expect(main.length).toBeLessThanOrEqual(node ? outputsOf(node) : 0);
			for (const { node: to, type } of main.flat()) expect([names.includes(to), type]).toEqual([true, 'main']);
		}
	});

	test('reaches every node from a trigger', () => {
		const reached = new Set(nodesOf(template).filter(isTrigger).map(({ name }) => name));
		for (const name of reached) for (const { node } of (template.connections[name]?.main ?? []).flat()) reached.add(node);
		expect([...reached].sort()).toEqual([...names].sort());
	});

	test('refers in expressions only to nodes that are there', () => {
		const texts = textsIn(template.nodes.map(({ parameters }) => parameters));
		const references = texts.flatMap((text) => [...text.matchAll(/\$\('([^']+)'\)/g)]);
		for (const [, name] of references) expect(names).toContain(name);
	});

	test('has an overview note: title, how it works in 2 to 6 steps, a checklist to set it up', () => {
		const [overview, ...others] = notesOf(template).filter((note) => /^## /.test(textOf(note)));
		expect(others).toEqual([]);
		const text = overview ? textOf(overview) : '';
		expect(text.startsWith(`## ${template.name}\n`)).toBe(true);
		const [, how = '', setUp = ''] = text.split(/^### (?:How it works|Set up)$/m);
		const steps = how.match(/^\d\. /gm) ?? [];
		expect(steps.length).toBeGreaterThanOrEqual(2);
		expect(steps.length).toBeLessThanOrEqual(6);
		expect(setUp.trim().split('\n').every((line) => line.startsWith('- [ ] '))).toBe(true);
		for (const [, name] of text.matchAll(/\*\*([^*]+)\*\*/g)) expect(names).toContain(name);
	});

	test('has small titled notes otherwise', () => {
		const notes = notesOf(template).filter((note) => !/^## /.test(textOf(note)));
		expect(notes.length).toBeGreaterThan(0);
		for (const note of notes) {
			expect(textOf(note)).toMatch(/^### .+\n.+/);
			expect(textOf(note).length).toBeLessThan(140);
		}
	});

	test('lies on the grid, and nothing overlaps anything', () => {
		for (const { position, parameters } of template.nodes) {
			const { width = 0, height = 0 } = parameters as { width?: number; height?: number };
			for (const number of [...position, width, height]) expect(Math.abs(number % 16)).toBe(0);
		}
		const boxes = template.nodes.map(boxOf);
		const overlaps = boxes.flatMap((box, index) =>
			boxes.slice(index + 1).flatMap((other) => (overlap(box, other) ? [[box.name, other.name]] : [])),
		);
		expect(overlaps).toEqual([]);
	});

	test('brings pinned data for its triggers', () => {
		const pinned = Object.keys(template.pinData);
		const started = nodesOf(template).filter((node) => isTrigger(node) && node.type !== 'n8n-nodes-base.manualTrigger');
		expect(pinned.sort()).toEqual(started.map(({ name }) => name).sort());
		for (const items of Object.values(template.pinData)) {
			expect(items.length).toBeGreaterThan(0);
			for (const { json } of items) expect(Object.keys(json).length).toBeGreaterThan(3);
		}
	});

	test('sets only parameters that our nodes have, and all that they need', () => {
		for (const node of nodesOf(template).filter(({ type }) => type in ourNodes)) {
			const { description } = ourNodes[node.type] as INodeType;
			expect([node.name, unknownParameters(node, node.parameters, description.properties)]).toEqual([node.name, []]);
			expect([description.version].flat()).toContain(node.typeVersion);
			const asNode = { ...node, parameters: allParametersOf(node) } as unknown as INode;
			expect([node.name, NodeHelpers.getNodeParametersIssues(description.properties, asNode, description)]).toEqual([node.name, null]);
		}
	});

	test('keeps state in the Lead Store', () => {
		const keepers = nodesOf(template).filter(({ type }) => type.endsWith('.leadScore'));
		for (const { parameters } of keepers) expect(parameters.keepStateIn).toBe('leadStore');
	});
});

/** Whether it has a node of this package with that name. */
const has = ({ nodes }: Template, ...types: string[]): boolean => types.every((type) => nodes.some((node) => node.type === `n8n-nodes-lead-scoring.${type}`));

describe.each(templates.filter(([, template]) => has(template, 'leadScore', 'leadRouter')))('%s', (_file, template) => {
	test('scores by a template and routes by its bands', () => {
		const scorers = nodesOf(template).filter(({ type }) => type.endsWith('.leadScore'));
		const routers = nodesOf(template).filter(({ type }) => type.endsWith('.leadRouter'));
		expect([scorers.length, routers.length]).toEqual([1, 1]);
		const model = starterTemplates.find(({ id }) => id === scorers[0]?.parameters.template)?.model;
		const bands = routers[0]?.parameters.bands as { values: { name: string; band: string; minScore: number }[] };
		expect(bands.values.map(({ name, band, minScore }) => ({ id: band, name, min: minScore }))).toEqual(model?.bands);
	});

	test('mails neither without a sender from the settings nor with markup from a lead', () => {
		const mails = nodesOf(template).filter(({ type }) => type === 'n8n-nodes-base.emailSend');
		expect(mails).toHaveLength(2);
		for (const { parameters } of mails) {
			expect(parameters.fromEmail).toBe("={{ $('Settings').first().json.sender }}");
			expect(parameters.options).toMatchObject({ appendAttribution: false, replyTo: expect.any(String) });
			if (parameters.emailFormat === 'text') continue;
			const fields = String(parameters.html).match(/\{\{.*?\}\}/g) ?? [];
			expect(fields).toHaveLength(1);
			expect(fields[0]).toContain(".replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\"/g, '&quot;')");
		}
	});
});

test('every column that the workflows read or write is one that the set-up makes', () => {
	const nodes = templates.flatMap(([, template]) => nodesOf(template)).filter(({ type }) => type.endsWith('.dataTable'));
	const ofResource = (resource: string): N8nNode[] => nodes.filter(({ parameters }) => parameters.resource === resource);
	const made = new Map(
		ofResource('table').map(({ parameters }) => {
			const { column } = parameters.columns as { column: { name: string }[] };
			return [parameters.tableName, column.map(({ name }) => name)];
		}),
	);
	expect([...made.keys()]).toEqual(['Leads', 'Sales tasks']);
	for (const { name, parameters } of ofResource('row')) {
		const { value: table } = parameters.dataTableId as { value: string };
		const { value = {}, schema = [] } = (parameters.columns ?? {}) as { value?: object; schema?: { id: string }[] };
		const { conditions = [] } = (parameters.filters ?? {}) as { conditions?: { keyName: string }[] };
		const used = [...Object.keys(value), ...schema.map(({ id }) => id), ...conditions.map(({ keyName }) => keyName)];
		for (const column of used) expect([name, column, made.get(table)?.includes(column)]).toEqual([name, column, true]);
	}
});

test('hot leads go to the owners to whom the other workflows hand over', () => {
	const ownersOf = (node: N8nNode): unknown => (node.parameters.options as { owners: unknown }).owners;
	expect(ownersOf(nodeOf('hand-hot-leads-to-sales.json', 'Assign the owner'))).toEqual(ownersOf(nodeOf('score-and-route-inbound-leads.json', 'Route lead')));
	expect(nodeOf('hand-hot-leads-to-sales.json', 'Mail the owner').parameters.html).toContain(".replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\"/g, '&quot;')");
});

test('what is wrong with activities is told to who sends them, and the run fails with it', () => {
	const { connections } = readTemplate('score-activities-as-they-happen.json');
	expect(connections['Record activities']?.main[1]).toEqual([{ node: 'Answer with the reasons', type: 'main', index: 0 }]);
	expect(connections['Answer with the reasons']?.main[0]).toEqual([{ node: 'Report what was refused', type: 'main', index: 0 }]);
});

test.each([
	['an activity that cannot be recorded', { error: 'The event has no type', details: 'Name the field.<br>\nOr give a type.' }, 422, { error: 'The event has no type', details: 'Name the field. Or give a type.' }],
	['a store that is away', { error: 'Cannot reach the lead store at db:5432/crm: refused', details: 'Run again.' }, 500, { error: expect.stringContaining('Send it again later') as string }],
	['an activity that quotes such words', { error: "'at' holds \"the lead store\", which is not a time", details: 'Give ISO 8601.' }, 422, { error: "'at' holds \"the lead store\", which is not a time", details: 'Give ISO 8601.' }],
	['what else goes wrong', { error: 'No credentials' }, 500, { error: expect.stringContaining('Send it again later') as string }],
])('%s is answered so that it is sent again only where that is of use', (_what, json, status, body) => {
	const { responseBody, options } = nodeOf('score-activities-as-they-happen.json', 'Answer with the reasons').parameters;
	const valueOf = (expression: unknown): unknown => (new Function('$json', `return (${/^=\{\{([^]*)\}\}$/.exec(String(expression))?.[1]});`) as (json: object) => unknown)(json);
	expect(valueOf((options as { responseCode: unknown }).responseCode)).toBe(status);
	expect(valueOf(responseBody)).toEqual(body);
});

test('what several workflows do is the same in all', () => {
	const shared = [
		...['Settings', 'Summarise lead', 'Save lead', 'Route lead', 'Write the hand-off', 'Create sales task', 'Note the hand-off'],
		...['Tell the owner', 'Find in the CRM', 'Look up consent', 'May we write?', 'Send the first mail', 'Note the first mail'],
	];
	const stripIds = (node: N8nNode): unknown =>
		JSON.parse(JSON.stringify(node.parameters, (key, value: unknown) => (key === 'id' ? undefined : value)));
	for (const name of shared) {
		const [first, ...others] = templates.flatMap(([, { nodes }]) => nodes.filter((node) => node.name === name).map(stripIds));
		expect(others.length).toBeGreaterThanOrEqual(2);
		expect([name, others]).toEqual([name, others.map(() => first)]);
	}
	const models = templates.flatMap(([, { nodes }]) => nodes.filter(({ type }) => type.endsWith('.leadScore')).map(({ parameters }) => [parameters.modelSource, parameters.template]));
	expect(models).toEqual(models.map(() => models[0]));
});
