import { setImmediate as turn } from 'node:timers/promises';
import { GroupCommit } from '../../store/sql/GroupCommit';

/** A file that keeps lines: what is written in a transaction is in it after the commit, or never. */
class LinesFile {
	lines: string[] = [];
	begun = 0;
	committed = 0;
	beforeCommit: () => void = () => undefined;
	readonly groups = new GroupCommit<string[]>((work) => this.transact(work));

	async transact<Result>(work: (transaction: string[]) => Promise<Result>): Promise<Result> {
		this.begun += 1;
		const transaction = [...this.lines];
		await turn();
		const result = await work(transaction);
		this.beforeCommit();
		this.lines = transaction;
		this.committed += 1;
		return result;
	}

	write(line: string): Promise<number> {
		return this.groups.run(async (transaction) => {
			await turn();
			if (line === 'bad') throw new Error('A bad line');
			return transaction.push(line);
		});
	}
}

const settled = async (writes: Promise<number>[]) => (await Promise.allSettled(writes)).map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message));

describe('transactions that wait for each other', () => {
	it('share one, and all have their own result after its commit', async () => {
		const file = new LinesFile();
		const writes = ['a', 'b', 'c'].map((line) => file.write(line).then((place) => ({ place, committed: file.committed })));
		expect(await Promise.all(writes)).toEqual([1, 2, 3].map((place) => ({ place, committed: 1 })));
		expect(file.lines).toEqual(['a', 'b', 'c']);
		expect(await file.write('d')).toBe(4);
		expect(file.begun).toBe(2);
	});

	it('do not fail for one of them', async () => {
		const file = new LinesFile();
		expect(await settled(['a', 'bad', 'c'].map((line) => file.write(line)))).toEqual([1, 'A bad line', 2]);
		expect(file.lines).toEqual(['a', 'c']);
	});

	it('are each done again where they could not be committed', async () => {
		const file = new LinesFile();
		file.beforeCommit = () => {
			if (file.begun < 3) throw new Error('The disk is full');
		};
		expect(await settled(['a', 'b', 'c'].map((line) => file.write(line)))).toEqual(['The disk is full', 1, 2]);
		expect(file.lines).toEqual(['b', 'c']);
	});

	it('all hear that none can begin', async () => {
		const groups = new GroupCommit<string[]>(async () => Promise.reject(new Error('The file is gone')));
		const writes = [1, 2, 3].map((number) => groups.run(() => Promise.resolve(number)));
		expect(await settled(writes)).toEqual(['The file is gone', 'The file is gone', 'The file is gone']);
	});

	it('leave the file to others after long work', async () => {
		const file = new LinesFile();
		const slow = Array.from({ length: 3 }, (_, n) =>
			file.groups.run(async () => {
				const until = performance.now() + 25;
				while (performance.now() < until) await turn();
				return n;
			}),
		);
		expect(await Promise.all(slow)).toEqual([0, 1, 2]);
		expect(file.begun).toBe(3);
	});
});
