import type { N8nNode, N8nWorkflow } from '../../host/N8nWorkflow.ts';

/** A trigger, and a node that does nothing; executions are not saved. */
export function triggerWorkflow(id: string, trigger: Omit<N8nNode, 'id' | 'name' | 'position'>): N8nWorkflow {
	return {
		id,
		name: id,
		nodes: [
			{ ...trigger, id: '00000000-0000-4000-8000-000000000001', name: 'Trigger', position: [0, 0] },
			{ id: '00000000-0000-4000-8000-000000000002', name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [220, 0], parameters: {} },
		],
		connections: { Trigger: { main: [[{ node: 'Nothing', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'all' },
	};
}
