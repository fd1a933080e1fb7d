/**
 * Rows to insert many at a time, as the only parameter of a statement: PostgreSQL's `copy … from stdin`, or for SQLite an
 * `insert … values` without the values. All of them, or the transaction is undone.
 */
export class BulkRows<Name extends string = string> {
	/** The columns in the statement's order. */
	readonly names: readonly Name[];
	readonly rows: readonly Readonly<Record<Name, unknown>>[];

	constructor(names: readonly Name[], rows: readonly Readonly<Record<Name, unknown>>[]) {
		this.names = names;
		this.rows = rows;
	}
}
