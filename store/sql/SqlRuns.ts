import { randomUUID } from 'node:crypto';
import type { Run, Runs } from '../ports/Runs';
import type { Database } from './Database';

export class SqlRuns implements Runs {
	private readonly database: Database;

	constructor(database: Database) {
		this.database = database;
	}

	async begin(name: string, now: number): Promise<Run> {
		const id = randomUUID();
		return this.database.write(async (transaction) => {
			const resumed = await transaction
				.updateTable('run')
				.set((column) => ({ attempt: column('attempt', '+', 1) }))
				.where('name', '=', name)
				.where('finished_at', 'is', null)
				.returningAll()
				.executeTakeFirst();
			if (resumed) {
				const { cursor, read, scored, changed, attempt } = resumed;
				return { id: resumed.id, cursor, read, scored, changed, startedAt: resumed.started_at, resumed: true, attempt };
			}
			await transaction
				.insertInto('run')
				.values({ id, name, attempt: 1, cursor: null, read: 0, scored: 0, changed: 0, started_at: now, finished_at: null })
				.execute();
			return { id, cursor: null, read: 0, scored: 0, changed: 0, startedAt: now, resumed: false, attempt: 1 };
		});
	}

	async advance({ id, attempt, cursor, read, scored, changed }: Run): Promise<boolean> {
		return this.change(id, attempt, { cursor, read, scored, changed });
	}

	async finish({ id, attempt, read, scored, changed }: Run, now: number): Promise<boolean> {
		return this.change(id, attempt, { read, scored, changed, finished_at: now });
	}

	private async change(id: string, attempt: number, values: Record<string, string | number | null>): Promise<boolean> {
		return this.database.write(async (transaction) => {
			const { numUpdatedRows } = await transaction
				.updateTable('run')
				.set(values)
				.where('id', '=', id)
				.where('attempt', '=', attempt)
				.where('finished_at', 'is', null)
				.executeTakeFirst();
			return numUpdatedRows > 0n;
		});
	}
}
