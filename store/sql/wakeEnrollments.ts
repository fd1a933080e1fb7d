import type { Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';

/** Something about the leads has changed: what their campaigns do next is looked at again. */
export async function wakeEnrollments(database: Database, transaction: Transaction<Schema>, leadIds: readonly number[], now: number): Promise<void> {
	if (leadIds.length === 0) return;
	const { numUpdatedRows } = await transaction
		.updateTable('enrollment')
		.set({ due_at: now })
		.where('lead_id', 'in', database.list(leadIds, 'bigint') as never)
		.where('ended_at', 'is', null)
		.where('token', 'is', null)
		.where((where) => where.or([where('due_at', 'is', null), where('due_at', '>', now)]))
		.executeTakeFirst();
	if (numUpdatedRows > 0n) await database.announce(transaction);
}
