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
}
