export interface DemoPorts {
	editor: number;
	/** n8n's own channel to the process that runs Code nodes. */
	broker: number;
	inboxPage: number;
	smtp: number;
}

/** The four ports of the demo: this one and the three after it. */
export const demoPorts = (first: number): DemoPorts => ({ editor: first, broker: first + 1, inboxPage: first + 2, smtp: first + 3 });
