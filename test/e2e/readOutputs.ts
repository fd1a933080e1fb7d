import axios from 'axios';
import { readFlatted } from '../../host/readFlatted.ts';

export interface OutputItem {
	json: Record<string, unknown>;
	pairedItem?: { item: number } | number;
}

export interface NodeRun {
	/** The items of each output, in order. */
	outputs: OutputItem[][];
	error?: { message: string; description?: string; context?: { itemIndex?: number } };
}

interface StoredRun {
	data?: { main?: (OutputItem[] | null)[]; ai_tool?: (OutputItem[] | null)[] };
	error?: NodeRun['error'];
}

/** What a node put out in its last run of an execution, with each item's link to its input item. */
export async function readOutputs(host: { url: string; cookie: string }, executionId: string, node: string): Promise<NodeRun> {
	const { data } = await axios.get<{ data: { data: string } }>(`${host.url}/rest/executions/${executionId}`, {
		proxy: false,
		headers: { Cookie: host.cookie },
		maxContentLength: Infinity,
	});
	const { resultData } = readFlatted(data.data.data) as { resultData: { runData: Record<string, StoredRun[]> } };
	const run = resultData.runData[node]?.at(-1);
	if (!run) throw new Error(`'${node}' did not run in execution ${executionId}`);
	const outputs = (run.data?.main ?? run.data?.ai_tool ?? []).map((items) => items ?? []);
	return run.error ? { outputs, error: run.error } : { outputs };
}
