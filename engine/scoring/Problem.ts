/** An issue with its path still in keys, so that it can be nested under another. */
export interface Problem {
	path: readonly PropertyKey[];
	message: string;
}
