/** What we read of a workflow as n8n exports it; everything else is passed on untouched. */
export interface N8nWorkflow {
	id: string;
	name: string;
	nodes: N8nNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
	meta?: Record<string, unknown>;
}

export interface N8nNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	disabled?: boolean;
	webhookId?: string;
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
}
