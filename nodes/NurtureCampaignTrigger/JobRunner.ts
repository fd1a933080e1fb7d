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
	/** The leases of the runs under way, with the moments at which they end. */
	private readonly leases = new Map<unknown, number>();
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
				// After a standstill, of the machine or of n8n, what is under way here would be taken once more.
				await this.renewLeases();
				// Meanwhile a run may have ended whose end the store did not take.
				if (this.untold > 0) return;
				const takenAt = now();
				const jobs = await queue.take(free * batchSize, leaseMs, takenAt);
				for (const { lease } of jobs) this.leases.set(lease, takenAt + leaseMs);
				if (jobs.length > 0) this.lookAgain = true;
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
		const { queue, run, leaseMs, now, onError } = this.options;
		const leases = jobs.map(({ lease }) => lease);
		if (this.stopped) {
			for (const lease of leases) this.leases.delete(lease);
			await queue.release(leases);
			return;
		}
		const renewal = setInterval(() => void this.renewLeases().catch(onError), leaseMs / 3);
		const error = await run(jobs.map(({ item }) => item)).catch((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)));
		const endedAt = now();
		await this.tell(() => (error === null ? queue.acknowledge(leases, endedAt) : queue.fail(leases, error, endedAt)));
		for (const lease of leases) this.leases.delete(lease);
		clearInterval(renewal);
	}

	/** Renews the leases that have used up a quarter of their time, also those that have run out. */
	private async renewLeases(): Promise<void> {
		const { queue, leaseMs, now } = this.options;
		const until = now() + leaseMs;
		const old = [...this.leases].filter(([, end]) => until - end >= leaseMs / 4).map(([lease]) => lease);
		if (old.length === 0) return;
		await queue.renew(old, until);
		for (const lease of old) if (this.leases.has(lease)) this.leases.set(lease, until);
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
