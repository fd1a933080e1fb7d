import type { DataTableRow } from '../N8nClient.ts';
import type { ReceivedMail } from '../startInbox.ts';

/** Everything the workflows have brought about so far. */
export interface DemoState {
	/** The table *Leads*. */
	leads: DataTableRow[];
	/** The table *Sales tasks*. */
	tasks: DataTableRow[];
	mails: ReceivedMail[];
}
