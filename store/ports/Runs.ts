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
	/** Counts from 1; a later attempt has taken the run over from all earlier ones. */
	attempt: number;
}

export interface Runs {
	/**
	 * The unfinished run of this name, or a new one. Whoever works at it already, such as an execution that was
	 * believed dead, has lost it from here on.
	 *
	 * @param name what runs, stable over restarts, e.g. workflow, node, model and version
	 */
	begin(name: string, now: number): Promise<Run>;
	/** Writes down how far the run has come, once the scores up to there are saved. `false`: a later attempt has taken the run over; nothing changed. */
	advance(run: Run): Promise<boolean>;
	/** `false` as for `advance`. */
	finish(run: Run, now: number): Promise<boolean>;
}
