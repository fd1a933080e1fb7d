/** A scoring run over many leads that may be cancelled or crash, and goes on where it stopped. */
export interface Run {
	id: string;
	/** After which lead to go on; `null`: from the beginning. */
	cursor: string | null;
	read: number;
	scored: number;
	changed: number;
	startedAt: number;
	/** Whether an earlier attempt began it. */
	resumed: boolean;
}

export interface Runs {
	/**
	 * The unfinished run of this name, or a new one.
	 *
	 * @param name what runs, stable over restarts, e.g. workflow, node, model and version
	 */
	begin(name: string, now: number): Promise<Run>;
	/** After each batch, when its scores are saved. */
	advance(run: Run): Promise<void>;
	finish(run: Run, now: number): Promise<void>;
}
