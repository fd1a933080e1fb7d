import { sql } from 'kysely';
import type { Database } from './Database';
import { eachLeadRange } from './eachLeadRange';

const LEADS_AT_A_TIME = 500;

/**
 * Deletes score changes of before `before` but the last of each score, which becomes the balance of all that are gone.
 * Returns how many.
 */
export const forgetHistory = (database: Database, before: number): Promise<number> =>
	eachLeadRange(database, LEADS_AT_A_TIME, async (transaction, from, to) => {
		const isOld = sql`at < ${before} and lead_id between ${from} and ${to}`;
		// Scores have at most six decimals; beyond them is noise of the sum.
		await sql`
			update score_change set reasons = '[]', delta = (
				select round(sum(delta) * 1000000) / 1000000 from score_change as earlier
				where earlier.lead_id = score_change.lead_id and earlier.model_id = score_change.model_id and earlier.seq <= score_change.seq
			) where seq in (select max(seq) from score_change where ${isOld} group by lead_id, model_id having count(*) > 1)
		`.execute(transaction);
		const { numAffectedRows = 0n } = await sql`
			delete from score_change where ${isOld} and exists (
				select 1 from score_change as later
				where later.lead_id = score_change.lead_id and later.model_id = score_change.model_id and later.at < ${before} and later.seq > score_change.seq
			)
		`.execute(transaction);
		return Number(numAffectedRows);
	});
