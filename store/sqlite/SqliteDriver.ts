import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { BulkRows } from '../sql/BulkRows';
import { Cell, type RepeatedQuery } from '../sql/RepeatedQuery';
import { slices } from '../sql/slices';

/** How long to wait for another process that writes, in ms; erasing somebody from a large file takes its time. */
const BUSY_MS = 30_000;
/** For how long, in ms, statements may follow each other before whoever else waits in this process has its turn. */
const TURN_MS = 20;
/** Rows that are written before the time is looked at. */
const REPEATS = 100;
const MOST_STATEMENTS = 200;
/** Rows that are inserted by one statement, which takes SQLite as much time as a row does: as many as there still are. */
const BULKS = [100, 10, 1];
const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY;

/** Does it again while another process has the file; the event loop is free in between. */
async function patiently<Result>(work: () => Result): Promise<Result> {
	const giveUpAt = Date.now() + BUSY_MS;
	for (;;) {
		try {
			return work();
		} catch (error) {
			if (!isBusy(error) || Date.now() > giveUpAt) throw error;
			await sleep(1 + Math.random() * 9);
		}
	}
}

/** One connection to a file, with its statements kept prepared. */
class SqliteConnection implements DatabaseConnection {
	readonly database: DatabaseSync;
	private readonly statements = new Map<string, { statement: StatementSync; reads: boolean }>();
	private turnBegan = 0;

	constructor(database: DatabaseSync) {
		this.database = database;
	}

	async executeQuery<Row>({ sql, parameters, repeatFor }: CompiledQuery & Partial<RepeatedQuery>): Promise<QueryResult<Row>> {
		await this.giveWay();
		if (parameters[0] instanceof BulkRows) {
			await this.insertBulk(sql, parameters[0]);
			return { rows: [] };
		}
		const { statement, reads } = await patiently(() => this.prepare(sql));
		if (repeatFor) return { rows: (await this.repeat(statement, reads, parameters, repeatFor)) as Row[] };
		const values = parameters as SQLInputValue[];
		if (reads) return { rows: (await patiently(() => statement.all(...values))) as Row[] };
		const { changes, lastInsertRowid } = await patiently(() => statement.run(...values));
		return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
	}

	// eslint-disable-next-line require-yield -- Kysely asks for the method; the store reads in pages instead.
	async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
		throw new Error('The store reads in pages');
	}

	/** Lets whoever else waits in this process have its turn, if this one has had it for long. */
	private async giveWay(): Promise<void> {
		if (performance.now() - this.turnBegan <= TURN_MS) return;
		await turn();
		this.turnBegan = performance.now();
	}

	private async repeat(statement: StatementSync, reads: boolean, parameters: readonly unknown[], rows: readonly object[]): Promise<unknown[]> {
		const results: unknown[] = [];
		const values = parameters as SQLInputValue[];
		const cells = parameters.flatMap((value, place) => (value instanceof Cell ? [{ place, name: value.name }] : []));
		for (const part of slices(rows, REPEATS)) {
			await this.giveWay();
			for (const row of part) {
				// In one list for all rows: one for each would be garbage at once.
				for (const { place, name } of cells) values[place] = (row as Record<string, SQLInputValue>)[name]!;
				if (reads) results.push(...statement.all(...values));
				else results.push(Number(statement.run(...values).changes));
			}
		}
		return results;
	}

	private async insertBulk(insert: string, { names, rows }: BulkRows): Promise<void> {
		const one = `(${names.map(() => '?').join(', ')})`;
		let start = 0;
		for (const size of BULKS) {
			if (rows.length - start < size) continue;
			const { statement } = await patiently(() => this.prepare(`${insert} ${one}${`, ${one}`.repeat(size - 1)}`));
			for (; rows.length - start >= size; start += size) {
				await this.giveWay();
				const values: SQLInputValue[] = [];
				for (let index = start; index < start + size; index++) {
					for (const name of names) values.push(rows[index]![name] as SQLInputValue);
				}
				statement.run(...values);
			}
		}
	}

	private prepare(sql: string): { statement: StatementSync; reads: boolean } {
		const known = this.statements.get(sql);
		if (known) return known;
		const statement = this.database.prepare(sql);
		const prepared = { statement, reads: statement.columns().length > 0 };
		if (this.statements.size >= MOST_STATEMENTS) this.statements.clear();
		this.statements.set(sql, prepared);
		return prepared;
	}
}

/**
 * Kysely's way to `node:sqlite`. Transactions take the write lock at once, so that they never fail half-way for another
 * process that writes. Neither waiting for it nor a long transaction holds the event loop.
 */
export class SqliteDriver implements Driver {
	private readonly open: () => DatabaseSync;
	private connection: SqliteConnection | undefined;

	constructor(open: () => DatabaseSync) {
		this.open = open;
	}

	async init(): Promise<void> {
		this.connection = new SqliteConnection(await patiently(this.open));
	}

	async acquireConnection(): Promise<DatabaseConnection> {
		if (!this.connection) throw new Error('The database is not open');
		return this.connection;
	}

	async beginTransaction(): Promise<void> {
		await patiently(() => this.connection?.database.exec('begin immediate'));
	}

	async commitTransaction(): Promise<void> {
		this.connection?.database.exec('commit');
	}

	async rollbackTransaction(): Promise<void> {
		// A full disk ends the transaction by itself.
		if (this.connection?.database.isTransaction) this.connection.database.exec('rollback');
	}

	async releaseConnection(): Promise<void> {}

	async destroy(): Promise<void> {
		this.connection?.database.close();
		this.connection = undefined;
	}
}
