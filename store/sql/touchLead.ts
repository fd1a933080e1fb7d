import type { Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { markDue } from './markDue';

/** Something about the lead has changed: scores under way do not count, and it is due for review. */
export async function touchLead(database: Database, transaction: Transaction<Schema>, leadId: number, now: number): Promise<void> {
	await transaction
		.updateTable('lead_revision')
		.set((column) => ({ revision: column('revision', '+', 1), updated_at: now }))
		.where('lead_id', '=', leadId)
		.execute();
	await markDue(database, transaction, [leadId], now);
}
