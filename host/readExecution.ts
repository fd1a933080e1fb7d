import type { N8nExecution } from './N8nExecution.ts';
import { readFlatted } from './readFlatted.ts';

/** An execution as n8n's API hands it out; `data` is in the `flatted` form. */
export interface StoredExecution {
	id: string;
	workflowId: string;
	status: string;
	data: string;
}

interface RunData {
	resultData?: {
		error?: { message?: string; description?: string };
		runData?: Record<string, { data?: { main?: ({ json: Record<string, unknown> }[] | null)[] } }[]>;
	};
}

/** Opens an execution of n8n's API: what each node put out, and the error that ended it. */
export function readExecution({ id, workflowId, status, data }: StoredExecution): N8nExecution {
	const { resultData } = readFlatted(data) as RunData;
	return {
		id,
		workflowId,
		status,
		error: resultData?.error?.message,
		items: (node, output = 0) => (resultData?.runData?.[node]?.at(-1)?.data?.main?.[output] ?? []).map(({ json }) => json),
	};
}
