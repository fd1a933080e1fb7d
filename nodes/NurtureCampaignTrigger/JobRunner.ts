import { sleep, type IDataObject } from 'n8n-workflow';
import type { Job, JobQueue } from './Job';

/** How a run of the workflow ended; `null`: it succeeded. */
export type RunError = string | null;

export interface JobRunnerOptions {
	queue: JobQueue;
	/** Runs the workflow on the items, and waits for its end. */
	run(items: IDataObject[]): Promise<RunError>;
	/** How many runs at most are under way at once. */
	concurrency: number;
	/** How many jobs a run gets. */
	batchSize: number;
	leaseMs: number;
	now(): number;
	onError(error: unknown): void;
}

const SWEEP_MS = 6 * 3_600_000;
/** How long to wait before an end that the store did not take is told again, in ms. */
const RETELL_MS = 1_000;

/**
 * Takes jobs as long as runs are free, has the workflow run on them, and acknowledges those whose run succeeded. What
 * fails is given back, and so is what was taken and not begun when it stops.
 */
export class JobRunner {
	private readonly options: JobRunnerOptions;
	private readonly runs = new Set<Promise<void>>();
	/** Ends of runs that the store has yet to learn of. Until it has, their leases may run out, so nothing is taken. */
	private untold = 0;
	private stopped = false;
	private looking: Promise<void> | null = null;
	private lookAgain = false;
	private sweptAt = -Infinity;

	constructor(options: JobRunnerOptions) {
		this.options = options;
	}

	/** Looks for jobs; asked again while it looks, it looks once more after. Never throws. */
	async look(): Promise<void> {
		this.lookAgain = true;
		this.looking ??= this.lookWhileAsked().finally(() => {
			this.looking = null;
			// Asked in the moment between the last look and this one.
			if (this.lookAgain && !this.stopped) void this.look();
		});
		await this.looking;
	}

	/** Takes no more. Resolves when the runs under way have ended and the store knows. */
	async stop(): Promise<void> {
		this.stopped = true;
		await this.looking;
		await Promise.all(this.runs);
	}

	private async lookWhileAsked(): Promise<void> {
		const { queue, concurrency, batchSize, leaseMs, now, onError } = this.options;
		while (this.lookAgain && !this.stopped) {
			this.lookAgain = false;
			const free = concurrency - this.runs.size;
			if (free <= 0 || this.untold > 0) return;
			try {
				if (now() - this.sweptAt >= SWEEP_MS) {
					this.sweptAt = now();
					await queue.sweep?.(this.sweptAt);
				}
				const jobs = await queue.take(free * batchSize, leaseMs, now());
				if (jobs.length === free * batchSize) this.lookAgain = true;
				for (let from = 0; from < jobs.length; from += batchSize) this.start(jobs.slice(from, from + batchSize));
			} catch (error) {
				onError(error);
			}
		}
	}

	private start(jobs: Job[]): void {
		const run = this.runJobs(jobs)
			.catch(this.options.onError)
			.finally(() => {
				this.runs.delete(run);
				void this.look();
			});
		this.runs.add(run);
	}

	private async runJobs(jobs: Job[]): Promise<void> {
		const { run, leaseMs, now, onError } = this.options;
		if (this.stopped) {
			await Promise.all(jobs.map((job) => job.release()));
			return;
		}
		const renewal = setInterval(() => {
			for (const job of jobs) job.renew(now() + leaseMs).catch(onError);
		}, leaseMs / 3);
		const error = await run(jobs.map(({ item }) => item)).catch((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)));
		const endedAt = now();
		for (const job of jobs) await this.tell(() => (error === null ? job.acknowledge(endedAt) : job.fail(error, endedAt)));
		clearInterval(renewal);
	}

	/** What was sent and is not acknowledged would be sent again, so a store that is away is waited for. */
	private async tell(end: () => Promise<unknown>): Promise<void> {
		this.untold += 1;
		for (;;) {
			try {
				await end();
				this.untold -= 1;
				return;
			} catch (error) {
				this.options.onError(error);
				await sleep(RETELL_MS);
			}
		}
	}
}
