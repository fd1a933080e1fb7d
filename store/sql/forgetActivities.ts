import { sql } from 'kysely';
import type { Database } from './Database';
import { eachLeadRange } from './eachLeadRange';
import { markDue } from './markDue';

const LEADS_AT_A_TIME = 500;

/** Deletes activities of before `before`; the leads that had them are due for review. Returns how many there were. */
export const forgetActivities = (database: Database, before: number, now: number): Promise<number> =>
	eachLeadRange(database, LEADS_AT_A_TIME, async (transaction, from, to) => {
		const locked = database.dialect === 'postgres' ? sql`for update of own` : sql``;
		const { rows } = await sql<{ id: number }>`
			select lead_id as id from lead_revision as own where lead_id between ${from} and ${to}
				and exists (select 1 from activity where activity.lead_id = own.lead_id and activity.at < ${before}) order by lead_id ${locked}
		`.execute(transaction);
		if (rows.length === 0) return 0;
		const leadIds = rows.map(({ id }) => id);
		const ids = database.list(leadIds, 'bigint');
		const { numAffectedRows = 0n } = await sql`delete from activity where at < ${before} and lead_id in ${ids}`.execute(transaction);
		await sql`update lead_revision set revision = revision + 1 where lead_id in ${ids}`.execute(transaction);
		await markDue(database, transaction, leadIds, now);
		return Number(numAffectedRows);
	});
