import type { N8nWorkflow } from './N8nWorkflow.ts';

/** Which credential a node is given, by the node's type. */
const credentialOf: Record<string, string> = {
	'n8n-nodes-base.emailSend': 'smtp',
	'n8n-nodes-lead-scoring.leadScore': 'leadStoreApi',
	'n8n-nodes-lead-scoring.leadStore': 'leadStoreApi',
	'n8n-nodes-lead-scoring.nurtureCampaignTrigger': 'leadStoreApi',
};

/**
 * A copy of a workflow in which every node has its credential, as a user would choose it in the editor.
 *
 * @param credentials by type, such as `smtp`
 */
export function bindCredentials(workflow: N8nWorkflow, credentials: Record<string, { id: string; name: string }>): N8nWorkflow {
	const nodes = workflow.nodes.map((node) => {
		const type = credentialOf[node.type];
		const credential = type === undefined ? undefined : credentials[type];
		return type && credential ? { ...node, credentials: { ...node.credentials, [type]: credential } } : node;
	});
	return { ...workflow, nodes };
}
