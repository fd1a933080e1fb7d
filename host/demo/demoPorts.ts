export interface DemoPorts {
	editor: number;
	/** n8n's own channel to the process that runs Code nodes. */
	broker: number;
	inboxPage: number;
	smtp: number;
	/** Only where the leads are kept in PostgreSQL. */
	postgres?: number;
}

/** The ports of the demo: this one and the three after it, or four with PostgreSQL. */
export const demoPorts = (first: number, withPostgres = false): DemoPorts => ({
	editor: first,
	broker: first + 1,
	inboxPage: first + 2,
	smtp: first + 3,
	...(withPostgres && { postgres: first + 4 }),
});
