export interface N8nItem {
	json: Record<string, unknown>;
	/** The input item that it came of. */
	pairedItem?: unknown;
}

/** The last run of a node in an execution. */
export interface N8nNodeRun {
	/** The items of each output, in order. */
	outputs: N8nItem[][];
	error?: { message: string; description?: string; context?: { itemIndex?: number } };
}

/** One run of a workflow, with what each node put out. */
export interface N8nExecution {
	id: string;
	workflowId: string;
	/** `success`, `error`, `crashed`, `canceled` … once `finished`; before that `new`, `running` or `waiting`. */
	status: string;
	/** The message of the error that ended the run, if one did. */
	error: string | undefined;
	/** The items of a node's output in its last run: `items('Lead Router', 1)` are those of the second output. */
	items: (node: string, output?: number) => Record<string, unknown>[];
	/** All of a node's last run; throws if it did not run. */
	nodeRun: (node: string) => N8nNodeRun;
}
