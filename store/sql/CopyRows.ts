/** Rows to insert by a `copy … from stdin` of PostgreSQL, as the only parameter of that statement. */
export class CopyRows<Name extends string = string> {
	/** The columns in the statement's order. */
	readonly names: readonly Name[];
	readonly rows: readonly Readonly<Record<Name, unknown>>[];

	constructor(names: readonly Name[], rows: readonly Readonly<Record<Name, unknown>>[]) {
		this.names = names;
		this.rows = rows;
	}
}
