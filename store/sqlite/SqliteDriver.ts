import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { RepeatedQuery } from '../sql/RepeatedQuery';

/** How long to wait for another process that writes, in ms. */
const BUSY_MS = 15_000;
const MOST_STATEMENTS = 200;

const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === 5;

/** One connection to a file, with its statements kept prepared. */
class SqliteConnection implements DatabaseConnection {
	private readonly database: DatabaseSync;
	private readonly statements = new Map<string, { statement: StatementSync; reads: boolean }>();

	constructor(database: DatabaseSync) {
		this.database = database;
	}

	async executeQuery<Row>({ sql, parameters, repeats }: CompiledQuery & Partial<RepeatedQuery>): Promise<QueryResult<Row>> {
		const { statement, reads } = this.prepare(sql);
		if (repeats) return { rows: this.repeat(statement, reads, repeats as SQLInputValue[][]) as Row[] };
		const values = parameters as SQLInputValue[];
		if (reads) return { rows: statement.all(...values) as Row[] };
		const { changes, lastInsertRowid } = statement.run(...values);
		return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
	}

	// eslint-disable-next-line require-yield -- Kysely asks for the method; the store reads in pages instead.
	async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
		throw new Error('The store reads in pages');
	}

	exec(sql: string): void {
		this.database.exec(sql);
	}

	private repeat(statement: StatementSync, reads: boolean, repeats: readonly SQLInputValue[][]): unknown[] {
		if (reads) return repeats.flatMap((values) => statement.all(...values));
		for (const values of repeats) statement.run(...values);
		return [];
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
 * process that writes; waiting for it leaves the event loop free.
 */
export class SqliteDriver implements Driver {
	private readonly open: () => DatabaseSync;
	private database: DatabaseSync | undefined;
	private connection: SqliteConnection | undefined;

	constructor(open: () => DatabaseSync) {
		this.open = open;
	}

	async init(): Promise<void> {
		this.database = this.open();
		this.connection = new SqliteConnection(this.database);
	}

	async acquireConnection(): Promise<DatabaseConnection> {
		if (!this.connection) throw new Error('The database is not open');
		return this.connection;
	}

	async beginTransaction(): Promise<void> {
		const giveUpAt = Date.now() + BUSY_MS;
		for (;;) {
			try {
				return this.connection?.exec('begin immediate');
			} catch (error) {
				if (!isBusy(error) || Date.now() > giveUpAt) throw error;
				await sleep(1 + Math.random() * 9);
			}
		}
	}

	async commitTransaction(): Promise<void> {
		this.connection?.exec('commit');
	}

	async rollbackTransaction(): Promise<void> {
		// A full disk ends the transaction by itself.
		if (this.database?.isTransaction) this.connection?.exec('rollback');
	}

	async releaseConnection(): Promise<void> {}

	async destroy(): Promise<void> {
		this.database?.close();
	}
}
