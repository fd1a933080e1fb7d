import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8nNode, N8nWorkflow } from '../N8nWorkflow.ts';
import { repositoryRoot } from '../repositoryRoot.ts';

/** A workflow that starts when something is posted to it. */
export interface WebhookWorkflow {
	workflow: N8nWorkflow;
	/** The last part of the address to post to. */
	path: string;
}

export interface DemoWorkflows {
	/** *Score and route inbound leads*. */
	inbound: WebhookWorkflow;
	/** *Track website visits and identify leads*. */
	tracking: WebhookWorkflow;
	/** *Score activities as they happen*. */
	activities: WebhookWorkflow;
	/** *Rescore all leads every night*. */
	nightly: N8nWorkflow;
	/** *Nurture leads between 50 and 70*, at any hour: nobody wants to wait for Monday in a demo. */
	nurture: N8nWorkflow;
	/** *Record opens, clicks, replies and unsubscribes*. */
	record: N8nWorkflow;
	/** *Hand hot leads to sales*. */
	handOff: N8nWorkflow;
	/** *Win back quiet leads*. */
	winBack: N8nWorkflow;
	/** The trigger of `inbound` that makes the tables. */
	tablesTrigger: string;
	/** The trigger of `nightly`. */
	nightlyTrigger: string;
	/** Band ids in the router's order, each with the name of its output; disqualified leads last. */
	routes: Map<string, string>;
}

/** The workflow templates as they are in `workflows/`, and what the demo needs to know of them. */
export async function demoWorkflows(): Promise<DemoWorkflows> {
	const [inbound, nightly, tracking, activities, nurture, record, handOff, winBack] = await Promise.all([
		readWorkflow('score-and-route-inbound-leads'),
		readWorkflow('rescore-all-leads-every-night'),
		readWorkflow('track-website-visits-and-identify-leads'),
		readWorkflow('score-activities-as-they-happen'),
		readWorkflow('nurture-leads-between-50-and-70'),
		readWorkflow('record-opens-clicks-replies-and-unsubscribes'),
		readWorkflow('hand-hot-leads-to-sales'),
		readWorkflow('win-back-quiet-leads'),
	]);
	const router = nodeOf(inbound, 'n8n-nodes-lead-scoring.leadRouter');
	const { values } = router.parameters.bands as { values: { band: string; name: string }[] };
	return {
		inbound: withPath(inbound),
		tracking: withPath(tracking),
		activities: withPath(activities),
		nightly,
		nurture: atAnyHour(nurture),
		record,
		handOff,
		winBack,
		tablesTrigger: nodeOf(inbound, 'n8n-nodes-base.manualTrigger').name,
		nightlyTrigger: nodeOf(nightly, 'n8n-nodes-base.scheduleTrigger').name,
		routes: new Map([...values.map(({ band, name }) => [band, name] as const), ['disqualified', 'Disqualified']]),
	};
}

/** A campaign without days and hours on which it sends. */
function atAnyHour(workflow: N8nWorkflow): N8nWorkflow {
	const { id, parameters } = nodeOf(workflow, 'n8n-nodes-lead-scoring.nurtureCampaignTrigger');
	const rules = Object.fromEntries(Object.entries(parameters.rules as object).filter(([rule]) => !['days', 'from', 'to'].includes(rule)));
	return { ...workflow, nodes: workflow.nodes.map((node) => (node.id === id ? { ...node, parameters: { ...parameters, rules } } : node)) };
}

const handOffNodes = ['Write the hand-off', 'Create sales task', 'Note the hand-off', 'Tell the owner'];

/** A workflow that leaves the hand-off to *Hand hot leads to sales*, as its check list says. */
export const withoutHandOff = (workflow: N8nWorkflow): N8nWorkflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) => (handOffNodes.includes(node.name) ? { ...node, disabled: true } : node)),
});

const readWorkflow = async (name: string): Promise<N8nWorkflow> =>
	JSON.parse(await readFile(join(repositoryRoot, 'workflows', `${name}.json`), 'utf8')) as N8nWorkflow;

const withPath = (workflow: N8nWorkflow): WebhookWorkflow => ({
	workflow,
	path: String(nodeOf(workflow, 'n8n-nodes-base.webhook').parameters.path),
});

function nodeOf(workflow: N8nWorkflow, type: string): N8nNode {
	const node = workflow.nodes.find((each) => each.type === type);
	if (!node) throw new Error(`Workflow '${workflow.name}' has no node of type ${type}`);
	return node;
}
