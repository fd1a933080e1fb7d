import type { N8nExecution, N8nItem, N8nNodeRun } from './N8nExecution.ts';
import { readFlatted } from './readFlatted.ts';

/** An execution as n8n's API hands it out; `data` is in the `flatted` form. */
export interface StoredExecution {
	id: string;
	workflowId: string;
	status: string;
	data: string;
}

interface StoredNodeRun {
	data?: { main?: (N8nItem[] | null)[] };
	error?: NonNullable<N8nNodeRun['error']>;
}

interface RunData {
	resultData?: {
		error?: { message?: string; description?: string };
		runData?: Record<string, StoredNodeRun[]>;
	};
}

/** Opens an execution of n8n's API: what each node put out, and the error that ended it. */
export function readExecution({ id, workflowId, status, data }: StoredExecution): N8nExecution {
	const { resultData } = readFlatted(data) as RunData;
	const lastRun = (node: string): StoredNodeRun | undefined => resultData?.runData?.[node]?.at(-1);
	return {
		id,
		workflowId,
		status,
		error: resultData?.error?.message,
		items: (node, output = 0) => (lastRun(node)?.data?.main?.[output] ?? []).map(({ json }) => json),
		nodeRun: (node) => {
			const run = lastRun(node);
			if (!run) throw new Error(`'${node}' did not run in execution ${id}`);
			const outputs = (run.data?.main ?? []).map((items) => items ?? []);
			return run.error ? { outputs, error: run.error } : { outputs };
		},
	};
}
