import { bindCredentials } from '../../../host/bindCredentials.ts';
import type { N8nWorkflow } from '../../../host/N8nWorkflow.ts';

test('every node gets the credential of its kind, no other node does, and the template stays as it was', () => {
	const node = (name: string, type: string) => ({ id: name, name, type, typeVersion: 1, position: [0, 0] as [number, number], parameters: {} });
	const template: N8nWorkflow = {
		id: 'w',
		name: 'W',
		nodes: [
			node('a', 'n8n-nodes-base.emailSend'),
			node('b', 'n8n-nodes-base.set'),
			node('c', 'n8n-nodes-lead-scoring.leadStore'),
			node('d', 'n8n-nodes-lead-scoring.leadScore'),
			node('e', 'n8n-nodes-lead-scoring.leadRouter'),
			node('f', 'n8n-nodes-base.emailSend'),
		],
		connections: {},
	};
	const before = structuredClone(template);
	const smtp = { id: '7', name: 'Inbox' };
	const leadStoreApi = { id: '8', name: 'Store' };
	const bound = bindCredentials(template, { smtp, leadStoreApi });
	expect(bound.nodes.map(({ credentials }) => credentials)).toEqual([
		{ smtp }, undefined, { leadStoreApi }, { leadStoreApi }, undefined, { smtp },
	]);
	expect(template).toEqual(before);
});
