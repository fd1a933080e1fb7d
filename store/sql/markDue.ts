import { sql, type Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';
import { asBigint } from './asBigint';
import type { Database } from './Database';
import { wakeEnrollments } from './wakeEnrollments';

/** Makes leads due for review under every active model, one that was due already since then, and their campaigns look again. */
export async function markDue(database: Database, transaction: Transaction<Schema>, leadIds: readonly number[], now: number): Promise<void> {
	const leads = database.rows({ lead_id: 'bigint' }, leadIds.map((lead_id) => ({ lead_id })));
	await sql`
		insert into review (model_id, lead_id, due_at)
		select model.id, r.lead_id, ${asBigint(now)} from model cross join ${leads}
		where model.active = 1 and coalesce((
			select due.due_at from review as due where due.lead_id = r.lead_id and due.model_id = model.id
		) > ${now}, true)
		on conflict (lead_id, model_id) do update set due_at = excluded.due_at where excluded.due_at < review.due_at
	`.execute(transaction);
	await wakeEnrollments(database, transaction, leadIds, now);
}
