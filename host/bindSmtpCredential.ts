import type { N8nWorkflow } from './N8nWorkflow.ts';

/** A copy of a workflow in which every Send Email node uses this credential, as a user would choose it in the editor. */
export function bindSmtpCredential(workflow: N8nWorkflow, credential: { id: string; name: string }): N8nWorkflow {
	const nodes = workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-base.emailSend' ? { ...node, credentials: { ...node.credentials, smtp: credential } } : node,
	);
	return { ...workflow, nodes };
}
