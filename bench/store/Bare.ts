export type Columns = Readonly<Record<string, 'text' | 'bigint' | 'double precision'>>;
export type Row = Readonly<Record<string, string | number | null>>;

/** A store's tables through the driver alone, each used as that driver is fastest. */
export interface Bare {
	/** Adds activities: PostgreSQL with one COPY, SQLite in batches of 1,000 through a prepared statement. */
	append(rows: readonly Row[]): Promise<void>;
	/** Columns of the rows of a table with the lead's id, which is in `column`, from `from` to `to`. */
	range(columns: string, table: string, column: string, from: number, to: number): Promise<Row[]>;
	/** One row by the value of a column. */
	find(table: string, column: string, value: string): Promise<Row | undefined>;
	/** Adds rows in one statement (PostgreSQL) or by one statement a row (SQLite); `end` comes after the values. */
	insert(table: string, columns: Columns, rows: readonly Row[], end?: string): Promise<void>;
	/** Runs a statement that ends in `where <the lead's id>` for some leads. */
	forLeads(statement: string, leadIds: readonly number[]): Promise<void>;
	transaction(work: () => Promise<void>): Promise<void>;
	close(): Promise<void>;
}
