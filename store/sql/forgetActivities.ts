import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { markDue } from './markDue';

/** Deletes activities of before `before`; the leads that had them are due for review. Returns how many there were. */
export async function forgetActivities(database: Database, transaction: Transaction<Schema>, before: number, now: number): Promise<number> {
	const leads = (await transaction.selectFrom('activity').select('lead_id').distinct().where('at', '<', before).execute()).map(({ lead_id }) => lead_id);
	const { numDeletedRows } = await transaction.deleteFrom('activity').where('at', '<', before).executeTakeFirst();
	await sql`update lead set revision = revision + 1 where id in ${database.list(leads, 'bigint')}`.execute(transaction);
	await markDue(database, transaction, leads, now);
	return Number(numDeletedRows);
}
