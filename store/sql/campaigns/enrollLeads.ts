import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { EnrollDecision, NurtureLead } from '../../../engine';
import type { Schema } from '../../schema/Schema';
import { asBigint } from '../asBigint';
import type { Database } from '../Database';
import { readNurtureLeads } from './readNurtureLeads';
import type { RunningCampaign } from './runningCampaigns';

export type Enrolled = { ok: true; enrollmentId: string } | { ok: false; reason: string };

type Decide = (lead: NurtureLead, last: { endedAt: number | null } | null, leadId: number) => EnrollDecision;

/** Enrolls those of the leads for which `decide` says so; by lead id, what came of it. */
export async function enrollLeads(
	database: Database,
	transaction: Transaction<Schema>,
	salt: string,
	{ campaign }: RunningCampaign,
	leadIds: readonly number[],
	decide: Decide,
	now: number,
): Promise<Map<number, Enrolled>> {
	const outcomes = new Map<number, Enrolled>();
	if (leadIds.length === 0) return outcomes;
	const leads = await readNurtureLeads(database, transaction, salt, campaign, leadIds);
	const earlier = await transaction
		.selectFrom('enrollment')
		.select(['lead_id', 'ended_at'])
		.where('campaign_id', '=', campaign.id)
		.where('lead_id', 'in', database.list(leadIds, 'bigint') as never)
		.orderBy('seq')
		.execute();
	const lastOf = new Map(earlier.map(({ lead_id, ended_at }) => [lead_id, { endedAt: ended_at }]));
	const rows = [...leads].flatMap(([leadId, lead]) => {
		const decision = decide(lead, lastOf.get(leadId) ?? null, leadId);
		const id = randomUUID();
		outcomes.set(leadId, decision.enroll ? { ok: true, enrollmentId: id } : { ok: false, reason: decision.reason });
		return decision.enroll ? [{ id, lead_id: leadId, held_out: decision.heldOut ? 1 : 0 }] : [];
	});
	if (rows.length > 0) {
		await sql`
			insert into enrollment (id, campaign_id, lead_id, enrolled_at, held_out, passed, due_at)
			select id, ${campaign.id}, lead_id, ${asBigint(now)}, held_out, '[]', ${asBigint(now)}
			from ${database.rows({ id: 'text', lead_id: 'bigint', held_out: 'integer' }, rows)}
		`.execute(transaction);
		await database.announce(transaction);
	}
	return outcomes;
}
