import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { LeadStoreError } from '../LeadStoreError';
import type { Schema } from '../schema/Schema';
import { BulkRows } from './BulkRows';
import type { Dialect } from './Dialect';
import { GroupCommit } from './GroupCommit';
import { JSON_SEPARATOR } from './jsonSeparator';
import { LostRace } from './LostRace';
import type { News } from './News';
import { Cell, type RepeatedQuery } from './RepeatedQuery';

/** `json`: a text that `JSON.stringify` wrote. */
export type ColumnType = 'text' | 'bigint' | 'double precision' | 'integer' | 'json';

export interface DatabaseOptions {
	kysely: Kysely<Schema>;
	dialect: Dialect;
	place: string;
	toLeadStoreError(error: unknown): LeadStoreError | null;
	/** Whether the same may work in a moment because the server comes back. */
	isAway(error: unknown): boolean;
	/** How long to try again while it is away, in ms. */
	awayMs: number;
	/** Whether the transaction lost against another one, so that it must be done again. */
	isConflict(error: unknown): boolean;
	news: News;
	/** Tells other processes of news, when the transaction is through. */
	notify?(transaction: Transaction<Schema>): Promise<void>;
	/** Where the answer to a commit may get lost on its way: whether a transaction took place all the same, though it failed with this. */
	wasCommitted?(error: unknown): Promise<boolean>;
	/** Where a commit does not wait for the disk: waits until all that was committed is there. */
	settle?(): Promise<void>;
	/** Overwrites what was deleted, wherever the backend may still keep it. */
	scrub(): Promise<void>;
	/** Closes what is open beside the connections. */
	close?(): Promise<void>;
}

/** Fewer rows take as long one by one. */
const FEWEST_IN_BULK = 20;
const FIRST_PAUSE_MS = 100;
const MOST_CONFLICTS = 50;

/** Values as PostgreSQL's array. JSON goes as one text to part: in an array's own, each of its quotes would have to be escaped, which takes longer than all the rest. */
const toArray = (values: readonly unknown[], type: ColumnType): RawBuilder<unknown> =>
	type === 'json' ? sql`string_to_array(${values.map((value) => value ?? '').join(JSON_SEPARATOR)}, ${sql.lit(JSON_SEPARATOR)}, '')` : sql`${values}::${sql.raw(type)}[]`;

/** The connection that everything of the store shares: retries what may work in a moment, and tells the rest in words. */
export class Database {
	readonly kysely: Kysely<Schema>;
	readonly dialect: Dialect;
	readonly place: string;
	readonly news: News;
	private readonly newsworthy = new WeakSet<Transaction<Schema>>();
	private readonly groups = new GroupCommit<Transaction<Schema>>((work) => this.transact(work));
	private readonly options: DatabaseOptions;

	constructor(options: DatabaseOptions) {
		this.options = options;
		this.kysely = options.kysely;
		this.dialect = options.dialect;
		this.place = options.place;
		this.news = options.news;
	}

	/** Runs queries that change nothing. */
	async read<Result>(work: (db: Kysely<Schema>) => Promise<Result>): Promise<Result> {
		return this.persist(() => work(this.kysely));
	}

	/** Runs `work` in a transaction, with others' in a file, again if it loses against another one: it may do nothing but query. The answer survives the machine. */
	async write<Result>(work: (transaction: Transaction<Schema>) => Promise<Result>): Promise<Result> {
		return this.persist(async () => {
			const result = await (this.dialect === 'sqlite' ? this.groups.run(work) : this.transact(work));
			await this.options.settle?.();
			return result;
		});
	}

	/**
	 * From here to the end of the transaction, keeps out whoever begins or changes leads: `alone`, all of them; `together`
	 * only those who do it alone. Readers are let through. In SQLite, who writes is alone anyway.
	 */
	async holdLeads(transaction: Transaction<Schema>, how: 'alone' | 'together'): Promise<void> {
		if (this.dialect === 'postgres') await sql`lock table lead_revision in ${sql.raw(how === 'alone' ? 'exclusive' : 'row exclusive')} mode`.execute(transaction);
	}

	/** Once the transaction is through, those who wait for work are told that there may be some. */
	async announce(transaction: Transaction<Schema>): Promise<void> {
		if (this.newsworthy.has(transaction)) return;
		this.newsworthy.add(transaction);
		await this.options.notify?.(transaction);
	}

	async scrub(): Promise<void> {
		await this.persist(() => this.options.scrub());
	}

	async close(): Promise<void> {
		await this.news.close();
		await this.kysely.destroy();
		await this.options.close?.();
	}

	/** Rows as the table `r` of a statement, in one parameter a column (PostgreSQL) or for all (SQLite), whatever their number. */
	rows<Row extends object>(columns: Record<keyof Row & string, ColumnType>, rows: readonly Row[]): RawBuilder<Row> {
		const names = Object.keys(columns) as (keyof Row & string)[];
		if (this.dialect === 'postgres') {
			const arrays = names.map((name) => toArray(rows.map((row) => row[name]), columns[name]));
			return sql`unnest(${sql.join(arrays)}) as r(${sql.join(names.map((name) => sql.ref(name)))})`;
		}
		const [only] = names;
		// A list of values is read faster than one of lists.
		const isList = names.length === 1 && only !== undefined;
		const values = isList ? [sql`value as ${sql.ref(only)}`] : names.map((name, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(name)}`);
		const json = JSON.stringify(rows.map((row) => (isList ? row[only] : names.map((name) => row[name]))));
		return sql`(select ${sql.join(values)} from json_each(${json})) as r`;
	}

	/**
	 * Runs a statement for all rows, each as the table `r` of it: on PostgreSQL in one go, on SQLite row by row, where that
	 * is the fastest for long rows. Of the rest of the statement, nothing may depend on there being one row or many.
	 */
	async forRows<Row extends object, Result = never>(
		transaction: Transaction<Schema>,
		columns: Record<keyof Row & string, ColumnType>,
		rows: readonly Row[],
		statement: (r: RawBuilder<Row>) => RawBuilder<Result>,
	): Promise<Result[]> {
		if (rows.length === 0) return [];
		if (this.dialect === 'postgres') return (await statement(this.rows(columns, rows)).execute(transaction)).rows;
		return this.rowByRow(transaction, Object.keys(columns), rows, (cells) => statement(sql`(select ${sql.join(cells.map((cell) => sql`${cell} as ${sql.ref(cell.name)}`))}) as r`));
	}

	/** Whether so many rows are inserted in bulk, where nothing but that is asked for: in half the time. */
	insertsInBulk(count: number): boolean {
		return count >= FEWEST_IN_BULK;
	}

	/**
	 * Inserts rows; `end` comes after their values, with nothing in it but `on conflict` and `returning`. Without it, a row
	 * that is there already fails the transaction, which is then done again.
	 */
	async insert<Name extends string, Result = never>(
		transaction: Transaction<Schema>,
		table: keyof Schema,
		columns: Readonly<Record<Name, ColumnType>>,
		rows: readonly Readonly<Record<NoInfer<Name>, unknown>>[],
		end?: RawBuilder<Result>,
	): Promise<Result[]> {
		const isFile = this.dialect === 'sqlite';
		// A column that is null everywhere takes its time, too.
		const names = (Object.keys(columns) as Name[]).filter((name) => rows.some((row) => row[name] !== null));
		const list = sql.join(names.map((name) => sql.ref(name)));
		const into = sql`${sql.table(table)} (${list})`;
		if (!end && this.insertsInBulk(rows.length)) {
			// Without the rollback, SQLite copies each page that it changes, to undo one statement of a transaction that is undone anyway.
			const statement = (isFile ? sql`insert or rollback into ${into} values` : sql`copy ${into} from stdin`).compile(transaction);
			await transaction.executeQuery(CompiledQuery.raw(statement.sql, [new BulkRows(names, rows)]));
			return [];
		}
		if (isFile) return this.rowByRow(transaction, names, rows, (cells) => sql<Result>`insert into ${into} values (${sql.join(cells)}) ${end ?? sql``}`);
		return this.forRows(transaction, columns, rows, (r) => sql<Result>`insert into ${into} select ${list} from ${r} ${end ?? sql``}`);
	}

	/** Inserts the rows that are not there yet, by their columns `key`. Tells of each row whether it was new; of two that are alike the first one is. */
	async insertNew<Name extends string>(
		transaction: Transaction<Schema>,
		table: keyof Schema,
		columns: Readonly<Record<Name, ColumnType>>,
		key: readonly Name[],
		rows: readonly Readonly<Record<Name, unknown>>[],
	): Promise<boolean[]> {
		if (this.dialect === 'sqlite') {
			// Half as fast if it gave the rows back.
			const counts = await this.insert(transaction, table, columns, rows, sql<number>`on conflict do nothing`);
			return counts.map((count) => count > 0);
		}
		const inserted = await this.insert(transaction, table, columns, rows, sql<Record<Name, unknown>>`on conflict do nothing returning ${sql.join(key.map((name) => sql.ref(name)))}`);
		const keyOf = (row: Readonly<Record<Name, unknown>>): string => JSON.stringify(key.map((name) => row[name]));
		const news = new Set(inserted.map(keyOf));
		return rows.map((row) => news.delete(keyOf(row)));
	}

	/** `in` for any number of values, in one parameter. */
	list(values: readonly (string | number)[], type: ColumnType): RawBuilder<string | number> {
		return this.dialect === 'postgres' ? sql`(select unnest(${toArray(values, type)}))` : sql`(select value from json_each(${JSON.stringify(values)}))`;
	}

	/** Runs a statement of SQLite for each row, with its values in the cells. */
	private async rowByRow<Row extends object, Result>(
		transaction: Transaction<Schema>,
		columns: readonly string[],
		rows: readonly Row[],
		statement: (cells: readonly Cell[]) => RawBuilder<Result>,
	): Promise<Result[]> {
		if (rows.length === 0) return [];
		const query = statement(columns.map((name) => new Cell(name))).compile(transaction);
		const repeated: RepeatedQuery = { ...query, repeatFor: rows };
		return (await transaction.executeQuery<Result>(repeated as CompiledQuery<Result>)).rows;
	}

	private async transact<Result>(work: (transaction: Transaction<Schema>) => Promise<Result>): Promise<Result> {
		const transaction = await this.kysely.startTransaction().execute();
		let result: Result;
		try {
			result = await work(transaction);
			await transaction.commit().execute();
		} catch (error) {
			// That the way back failed, too, is of no interest.
			await transaction.rollback().execute().catch(() => undefined);
			if (!(await this.wasCommitted(error))) throw error;
		}
		if (this.newsworthy.has(transaction)) this.news.tell();
		return result!;
	}

	/** A connection that breaks during a commit leaves open whether it took place, and doing it again would tell another outcome. */
	private async wasCommitted(error: unknown): Promise<boolean> {
		if (!this.options.isAway(error)) return false;
		return this.persist(async () => (await this.options.wasCommitted?.(error)) ?? false);
	}

	private async persist<Result>(work: () => Promise<Result>): Promise<Result> {
		const { isAway, isConflict, toLeadStoreError, awayMs } = this.options;
		const giveUpAt = Date.now() + awayMs;
		let pause = FIRST_PAUSE_MS;
		let conflicts = 0;
		for (;;) {
			try {
				return await work();
			} catch (error) {
				if (error instanceof LeadStoreError) throw error;
				if ((error instanceof LostRace || isConflict(error)) && conflicts < MOST_CONFLICTS) {
					conflicts += 1;
					await sleep(Math.random() * 5 * conflicts);
				} else if (isAway(error) && Date.now() < giveUpAt) {
					await sleep(pause);
					pause *= 2;
				} else {
					throw toLeadStoreError(error) ?? error;
				}
			}
		}
	}
}
