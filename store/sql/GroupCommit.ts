/** For how long, in ms, further work is taken into a transaction that has begun: it keeps other processes out. */
const GROUP_MS = 20;

type Work<Transaction, Result> = (transaction: Transaction) => Promise<Result>;

interface Waiting<Transaction> {
	work: Work<Transaction, unknown>;
	resolve(result: unknown): void;
	reject(error: unknown): void;
}

/**
 * For a file that takes one transaction at a time: work that waits for another's is done in the same one, so that they
 * share its commit. Nobody has an answer before that. Where some of the work fails, all of it is undone and each done
 * again by itself, so that it harms no other.
 */
export class GroupCommit<Transaction> {
	private readonly transact: <Result>(work: Work<Transaction, Result>) => Promise<Result>;
	private readonly waiting: Waiting<Transaction>[] = [];
	private isServing = false;

	/** @param transact does work in a transaction, which it undoes if that fails */
	constructor(transact: <Result>(work: Work<Transaction, Result>) => Promise<Result>) {
		this.transact = transact;
	}

	/** @param work may be done more than once, and may do nothing but query */
	async run<Result>(work: Work<Transaction, Result>): Promise<Result> {
		return new Promise((resolve, reject) => {
			this.waiting.push({ work, resolve: resolve as Waiting<Transaction>['resolve'], reject });
			if (!this.isServing) void this.serve();
		});
	}

	private async serve(): Promise<void> {
		this.isServing = true;
		for (let first = this.waiting.shift(); first; first = this.waiting.shift()) await this.serveGroup([first]);
		this.isServing = false;
	}

	/** @param group the one who came first; whoever waits meanwhile joins */
	private async serveGroup(group: Waiting<Transaction>[]): Promise<void> {
		try {
			const results = await this.transact(async (transaction) => {
				const begun = performance.now();
				const done = [await group[0]!.work(transaction)];
				while (this.waiting.length > 0 && performance.now() - begun < GROUP_MS) {
					const next = this.waiting.shift()!;
					group.push(next);
					done.push(await next.work(transaction));
				}
				return done;
			});
			group.forEach(({ resolve }, place) => resolve(results[place]));
		} catch (error) {
			if (group.length === 1) group[0]!.reject(error);
			else for (const { work, resolve, reject } of group) await this.transact(work).then(resolve, reject);
		}
	}
}
