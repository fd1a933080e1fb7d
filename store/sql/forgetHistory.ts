import { sql, type Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';

/** Deletes score changes of before `before` but the last of each score, which becomes the balance of all that are gone. */
export async function forgetHistory(transaction: Transaction<Schema>, before: number): Promise<number> {
	const last = sql`select max(seq) from score_change where at < ${before} group by lead_id, model_id having count(*) > 1`;
	await sql`
		update score_change set reasons = '[]', delta = (
			select sum(delta) from score_change as earlier
			where earlier.lead_id = score_change.lead_id and earlier.model_id = score_change.model_id and earlier.seq <= score_change.seq
		) where seq in (${last})
	`.execute(transaction);
	const { numAffectedRows = 0n } = await sql`
		delete from score_change where at < ${before} and exists (
			select 1 from score_change as later
			where later.lead_id = score_change.lead_id and later.model_id = score_change.model_id and later.at < ${before} and later.seq > score_change.seq
		)
	`.execute(transaction);
	return Number(numAffectedRows);
}
