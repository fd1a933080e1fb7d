import type { IDataObject } from 'n8n-workflow';
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

/**
 * Takes jobs as long as runs are free, has the workflow run on them, and acknowledges those whose run succeeded. What
 * fails is given back, and so is what was taken and not begun when it stops.
 */
export class JobRunner {
	private readonly options: JobRunnerOptions;
	private running = 0;
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
		});
		await this.looking;
	}

	/** Takes no more. Runs under way go on and are acknowledged when they end. */
	stop(): void {
		this.stopped = true;
	}

	private async lookWhileAsked(): Promise<void> {
		const { queue, concurrency, batchSize, leaseMs, now, onError } = this.options;
		while (this.lookAgain && !this.stopped) {
			this.lookAgain = false;
			const free = concurrency - this.running;
			if (free <= 0) return;
			try {
				if (now() - this.sweptAt >= SWEEP_MS) {
					this.sweptAt = now();
					await queue.sweep?.(this.sweptAt);
				}
				const jobs = await queue.take(free * batchSize, leaseMs, now());
				if (jobs.length === free * batchSize) this.lookAgain = true;
				for (let from = 0; from < jobs.length; from += batchSize) void this.runJobs(jobs.slice(from, from + batchSize));
			} catch (error) {
				onError(error);
			}
		}
	}

	private async runJobs(jobs: Job[]): Promise<void> {
		const { run, leaseMs, now, onError } = this.options;
		if (this.stopped) {
			await Promise.allSettled(jobs.map((job) => job.release()));
			return;
		}
		this.running += 1;
		const renewal = setInterval(() => {
			for (const job of jobs) job.renew(now() + leaseMs).catch(onError);
		}, leaseMs / 3);
		try {
			const error = await run(jobs.map(({ item }) => item)).catch((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)));
			clearInterval(renewal);
			const endedAt = now();
			for (const job of jobs) await (error === null ? job.acknowledge(endedAt) : job.fail(error, endedAt));
		} catch (error) {
			// The lease runs out, and somebody takes it again.
			onError(error);
		} finally {
			clearInterval(renewal);
			this.running -= 1;
			void this.look();
		}
	}
}
