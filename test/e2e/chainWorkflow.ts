import type { N8nNode, N8nWorkflow } from '../../host/N8nWorkflow.ts';

export type ChainNode = Pick<N8nNode, 'name' | 'type' | 'parameters' | 'onError'> & { typeVersion?: number };

export const START = 'Start';

let count = 0;

/** A workflow that runs these nodes one after the other, each fed by the first output of the one before, from a Manual Trigger named `START`. */
export function chainWorkflow(name: string, nodes: ChainNode[]): N8nWorkflow {
	const chain: ChainNode[] = [{ name: START, type: 'n8n-nodes-base.manualTrigger', parameters: {} }, ...nodes];
	count += 1;
	return {
		id: `e2e${name.replace(/[^A-Za-z0-9]/g, '')}`.slice(0, 13).padEnd(13, '0') + String(count).padStart(3, '0'),
		name,
		nodes: chain.map((node, index) => ({
			typeVersion: 1,
			...node,
			id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			position: [index * 220, 0],
		})),
		connections: Object.fromEntries(
			chain.slice(1).map((node, index) => [chain[index]?.name ?? '', { main: [[{ node: node.name, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
	};
}

export const LEAD_SCORE = 'n8n-nodes-lead-scoring.leadScore';
export const LEAD_ROUTER = 'n8n-nodes-lead-scoring.leadRouter';

/** Stock nodes that read the items of a file: a JSON list, or CSV with semicolons. */
export const readFileNodes = (file: string, format: 'json' | 'csv'): ChainNode[] => [
	{
		name: 'Read file',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1.1,
		parameters: { operation: 'read', fileSelector: file, options: {} },
	},
	{
		name: 'Extract from file',
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1.1,
		parameters:
			format === 'csv'
				? { operation: 'csv', options: { delimiter: ';' } }
				: { operation: 'fromJson', destinationKey: 'leads', options: {} },
	},
	...(format === 'csv'
		? []
		: [{ name: 'Split out', type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: 'leads', options: {} } }]),
];
