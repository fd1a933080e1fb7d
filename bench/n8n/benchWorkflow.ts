import { createHash } from 'node:crypto';
import type { N8nNode, N8nWorkflow } from '../../host/N8nWorkflow.ts';
import type { Contestant } from './contestants.ts';

export interface BenchWorkflow {
	workflow: N8nWorkflow;
	/** Of the webhook that runs it. It answers with the ending's item. */
	path: string;
}

/** What is told at the end: `{ began, ended }`, when the contestant's node had its turn (epoch ms), or `{ sum_leadScore_score }`. */
export type Ending = 'times' | 'sum of scores';

type Part = Pick<N8nNode, 'name' | 'type' | 'typeVersion' | 'parameters'> & { webhookId?: string; executeOnce?: boolean };

const setNumbers = (name: string, numbers: Record<string, string>): Part & { executeOnce: boolean } => ({
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	executeOnce: true,
	parameters: {
		assignments: { assignments: Object.entries(numbers).map(([id, value]) => ({ id, name: id, value: `={{ ${value} }}`, type: 'number' })) },
		options: {},
	},
});

const endings: Record<Ending, Part[]> = {
	times: [
		{ name: 'First lead', type: 'n8n-nodes-base.limit', typeVersion: 1, parameters: { maxItems: 1 } },
		setNumbers('End', { began: "$('Begin').first().json.began", ended: 'Date.now()' }),
	],
	'sum of scores': [
		{
			name: 'Sum',
			type: 'n8n-nodes-base.summarize',
			typeVersion: 1.1,
			parameters: { fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'leadScore.score' }] }, options: {} },
		},
	],
};

/** A workflow that reads the leads of a JSON file, notes the time, puts the leads through a contestant's node, and notes the time again. */
export function benchWorkflow({ name, node }: Contestant, file: string, isSaved: boolean, ending: Ending): BenchWorkflow {
	const id = createHash('sha256').update(`${name} ${isSaved} ${ending}`).digest('hex').slice(0, 16);
	const before: Part[] = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { path: id, responseMode: 'lastNode', options: {} }, webhookId: id },
		{ name: 'Read file', type: 'n8n-nodes-base.readWriteFile', typeVersion: 1.1, parameters: { operation: 'read', fileSelector: file, options: {} } },
		{ name: 'Extract', type: 'n8n-nodes-base.extractFromFile', typeVersion: 1.1, parameters: { operation: 'fromJson', destinationKey: 'leads', options: {} } },
		{ name: 'Split out', type: 'n8n-nodes-base.splitOut', typeVersion: 1, parameters: { fieldToSplitOut: 'leads', options: {} } },
	];
	const chain = [...before, { name: 'Contestant', ...node }, ...endings[ending]];
	// A branch of its own, above the others: n8n runs it first.
	const begin = setNumbers('Begin', { began: 'Date.now()' });
	const place = (part: Part, index: number, y: number): N8nNode => ({ ...part, id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, position: [index * 220, y] });
	const links = chain.slice(1).map(({ name: to }, index) => [chain[index]!.name, [{ node: to, type: 'main', index: 0 }]] as const);
	const connections = Object.fromEntries(
		links.map(([from, to]) => [from, { main: [from === 'Split out' ? [{ node: begin.name, type: 'main', index: 0 }, ...to] : to] }]),
	);
	return {
		path: id,
		workflow: {
			id,
			name: `${name} ${id}`,
			nodes: [...chain.map((part, index) => place(part, index, 200)), place(begin, chain.length, 0)],
			connections,
			settings: { executionOrder: 'v1', saveDataSuccessExecution: isSaved ? 'all' : 'none', saveDataErrorExecution: 'all' },
		},
	};
}
