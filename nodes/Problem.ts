/** What went wrong, as data: the engine reports it, `toNodeError` and `toFailedItem` show it. */
export interface Problem {
	/** What is wrong, with parameter names in single quotes. */
	message: string;
	/** The next step. */
	remedy?: string;
	/** All that is wrong at once, each with where it is. */
	issues?: readonly { path: string; message: string }[];
}

/** Whether a value is a problem as data, and no thrown error. */
export function isProblem(value: unknown): value is Problem {
	return (
		typeof value === 'object' &&
		value !== null &&
		!(value instanceof Error) &&
		'message' in value &&
		typeof value.message === 'string'
	);
}
