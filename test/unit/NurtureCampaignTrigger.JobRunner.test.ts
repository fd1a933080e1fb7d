import type { IDataObject } from 'n8n-workflow';
import type { Job, JobQueue } from '../../nodes/NurtureCampaignTrigger/Job';
import { JobRunner, type JobRunnerOptions, type RunError } from '../../nodes/NurtureCampaignTrigger/JobRunner';

const LEASE_MS = 60_000;

/** Jobs in memory, which note what becomes of them. */
class Jobs implements JobQueue<string> {
	waiting: string[];
	notes: string[] = [];
	takes = 0;
	sweeps = 0;
	beforeTake: () => Promise<void> = async () => undefined;
	acknowledging: (names: readonly string[]) => void = () => undefined;

	constructor(...names: string[]) {
		this.waiting = names;
	}

	async subscribe(): Promise<void> {}
	async peek(): Promise<IDataObject | null> {
		return null;
	}
	sample(): IDataObject {
		return {};
	}
	async sweep(): Promise<void> {
		this.sweeps += 1;
	}

	async take(limit: number): Promise<Job<string>[]> {
		this.takes += 1;
		await this.beforeTake();
		return this.waiting.splice(0, limit).map((name) => ({ item: { name }, lease: name }));
	}

	async acknowledge(names: readonly string[]): Promise<void> {
		this.acknowledging(names);
		this.note(names, 'done');
	}
	async fail(names: readonly string[], error: string): Promise<void> {
		this.note(names, `failed: ${error}`);
	}
	async release(names: readonly string[]): Promise<void> {
		this.note(names, 'released');
	}
	async renew(names: readonly string[], until: number): Promise<void> {
		this.note(names, `renewed for ${until - Date.now()} of ${LEASE_MS} ms`);
	}

	private note(names: readonly string[], what: string): void {
		this.notes.push(`${names.join('+')} ${what}`);
	}
}

const names = (items: IDataObject[]): string => items.map(({ name }) => String(name)).join('+');
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs that last until they are told to end. */
class Runs {
	readonly begun: string[] = [];
	underWay = 0;
	most = 0;
	private readonly ends = new Map<string, (error: RunError | Error) => void>();

	readonly run = (items: IDataObject[]): Promise<RunError> => {
		this.begun.push(names(items));
		this.underWay += 1;
		this.most = Math.max(this.most, this.underWay);
		return new Promise((resolve, reject) => {
			this.ends.set(names(items), (error) => {
				this.underWay -= 1;
				if (error instanceof Error) reject(error);
				else resolve(error);
			});
		});
	};

	async end(which: string, error: RunError | Error = null): Promise<void> {
		this.ends.get(which)!(error);
		await settle();
	}

	endAll(): void {
		for (const end of this.ends.values()) end(null);
	}
}

const started: { runner: JobRunner; runs: Runs }[] = [];
afterEach(() => {
	for (const { runner, runs } of started.splice(0)) {
		void runner.stop();
		runs.endAll();
	}
});

function start(queue: Jobs, more: Partial<JobRunnerOptions> = {}) {
	const runs = new Runs();
	const errors: string[] = [];
	const onError = (error: unknown) => void errors.push((error as Error).message);
	const runner = new JobRunner({ queue, run: runs.run, concurrency: 2, batchSize: 1, leaseMs: LEASE_MS, now: () => Date.now(), onError, ...more });
	started.push({ runner, runs });
	return { runner, runs, errors };
}

describe('runs', () => {
	it('are never more at once than allowed, and each that ends makes room for the next', async () => {
		const queue = new Jobs('a', 'b', 'c', 'd', 'e');
		const { runner, runs } = start(queue);
		await runner.look();
		await Promise.all([runner.look(), runner.look()]);
		expect(runs.begun).toEqual(['a', 'b']);
		await runs.end('b');
		expect(runs.begun).toEqual(['a', 'b', 'c']);
		for (const name of ['a', 'c', 'd', 'e']) await runs.end(name);
		expect(runs).toMatchObject({ begun: ['a', 'b', 'c', 'd', 'e'], most: 2, underWay: 0 });
		expect(queue.notes).toEqual(['b done', 'a done', 'c done', 'd done', 'e done']);
	});

	it('get as many leads as a batch holds', async () => {
		const queue = new Jobs('a', 'b', 'c', 'd', 'e');
		const { runner, runs } = start(queue, { batchSize: 2 });
		await runner.look();
		expect(runs.begun).toEqual(['a+b', 'c+d']);
		await runs.end('a+b', 'Mailbox full');
		expect(queue.notes).toEqual(['a+b failed: Mailbox full']);
		expect(runs.begun).toEqual(['a+b', 'c+d', 'e']);
	});

	it('are begun for what comes in the very moment in which a look ends', async () => {
		for (let moments = 0; moments < 12; moments += 1) {
			const queue = new Jobs();
			const { runner, runs } = start(queue);
			void runner.look();
			for (let passed = 0; passed < moments; passed += 1) await Promise.resolve();
			queue.waiting.push('late');
			void runner.look();
			await settle();
			expect([moments, runs.begun]).toEqual([moments, ['late']]);
		}
	});
});

describe('a job', () => {
	it('is acknowledged when its run has succeeded, and not before', async () => {
		const queue = new Jobs('a');
		const { runner, runs } = start(queue);
		await runner.look();
		await settle();
		expect(queue.notes).toEqual([]);
		await runs.end('a');
		expect(queue.notes).toEqual(['a done']);
	});

	it.each([['says why', 'Mailbox full'], ['throws', new Error('Mailbox full')]])('has failed when its run %s', async (_how, error) => {
		const queue = new Jobs('a');
		const { runner, runs } = start(queue);
		await runner.look();
		await runs.end('a', error);
		expect(queue.notes).toEqual(['a failed: Mailbox full']);
	});

	it('that cannot be acknowledged is reported, and later ones are run', async () => {
		const queue = new Jobs('a', 'b');
		let isAway = true;
		queue.acknowledging = () => {
			if (!isAway) return;
			isAway = false;
			throw new Error('The store is away');
		};
		const { runner, runs, errors } = start(queue, { concurrency: 1 });
		await runner.look();
		await runs.end('a');
		expect(errors).toEqual(['The store is away']);
		while (runs.begun.length < 2) await settle();
		await runs.end('b');
		expect(queue.notes).toContain('b done');
	});

	it('has its lease renewed as long as its run lasts', async () => {
		jest.useFakeTimers();
		try {
			const queue = new Jobs('a');
			const { runner, runs } = start(queue);
			await runner.look();
			await jest.advanceTimersByTimeAsync(LEASE_MS);
			const renewed = `a renewed for ${LEASE_MS} of ${LEASE_MS} ms`;
			expect(queue.notes).toEqual([renewed, renewed, renewed]);
			void runs.end('a');
			await jest.advanceTimersByTimeAsync(3 * LEASE_MS);
			expect(queue.notes.slice(3)).toEqual(['a done']);
		} finally {
			jest.useRealTimers();
		}
	});

	it('has its lease renewed before anything is taken where time has passed unnoticed, as when the machine slept', async () => {
		let ahead = 0;
		const queue = new Jobs('a');
		const { runner, runs } = start(queue, { now: () => Date.now() + ahead });
		await runner.look();
		expect(runs.begun).toEqual(['a']);
		ahead = 2 * LEASE_MS;
		const before: string[][] = [];
		queue.beforeTake = async () => void before.push([...queue.notes]);
		await runner.look();
		expect(before).toEqual([[expect.stringMatching(/^a renewed/)]]);
	});
});

describe('a runner that is stopped', () => {
	it('gives back what it was about to begin, ends what is under way, and takes no more', async () => {
		const queue = new Jobs('a', 'b');
		let open: () => void = () => undefined;
		const { runner, runs } = start(queue, { concurrency: 1 });
		await runner.look();
		await runs.end('a');
		expect(runs.begun).toEqual(['a', 'b']);

		queue.waiting.push('c', 'd');
		queue.beforeTake = () => new Promise((resolve) => (open = resolve));
		await runs.end('b');
		runner.stop();
		open();
		await settle();
		await runner.look();
		expect(runs.begun).toEqual(['a', 'b']);
		expect(queue.notes).toEqual(['a done', 'b done', 'c released']);
		expect(queue.waiting).toEqual(['d']);
	});

	it('acknowledges the run that was under way', async () => {
		const queue = new Jobs('a', 'b');
		const { runner, runs } = start(queue, { concurrency: 1 });
		await runner.look();
		runner.stop();
		await runs.end('a');
		expect([queue.notes, queue.waiting]).toEqual([['a done'], ['b']]);
	});
});

describe('a queue', () => {
	it('that is away is reported, and asked again at the next look', async () => {
		const queue = new Jobs('a');
		queue.beforeTake = async () => {
			throw new Error('The store is away');
		};
		const { runner, runs, errors } = start(queue);
		await runner.look();
		expect([errors, runs.begun]).toEqual([['The store is away'], []]);
		queue.beforeTake = async () => undefined;
		await runner.look();
		expect(runs.begun).toEqual(['a']);
	});

	it('is swept at once, and again after six hours', async () => {
		let now = 0;
		const queue = new Jobs();
		const { runner } = start(queue, { now: () => now });
		await runner.look();
		now = 6 * 3_600_000 - 1;
		await runner.look();
		expect(queue.sweeps).toBe(1);
		now += 1;
		await runner.look();
		expect(queue.sweeps).toBe(2);
	});
});
