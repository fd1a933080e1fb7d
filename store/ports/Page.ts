export interface PageQuery {
	/** Where the page before ended; `null` for the first. */
	after: string | null;
	limit: number;
}

export interface Page<Row> {
	rows: Row[];
	/** For the next page; `null` where there is none. */
	next: string | null;
}
