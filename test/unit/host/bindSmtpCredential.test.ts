import { bindSmtpCredential } from '../../../host/bindSmtpCredential.ts';
import type { N8nWorkflow } from '../../../host/N8nWorkflow.ts';

test('every Send Email node gets the credential, no other node does, and the template stays as it was', () => {
	const node = (name: string, type: string) => ({ id: name, name, type, typeVersion: 1, position: [0, 0] as [number, number], parameters: {} });
	const template: N8nWorkflow = {
		id: 'w',
		name: 'W',
		nodes: [node('a', 'n8n-nodes-base.emailSend'), node('b', 'n8n-nodes-base.set'), node('c', 'n8n-nodes-base.emailSend')],
		connections: {},
	};
	const before = structuredClone(template);
	const smtp = { id: '7', name: 'Inbox' };
	expect(bindSmtpCredential(template, smtp).nodes.map(({ credentials }) => credentials)).toEqual([{ smtp }, undefined, { smtp }]);
	expect(template).toEqual(before);
});
