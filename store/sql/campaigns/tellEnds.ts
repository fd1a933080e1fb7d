import type { Transaction } from 'kysely';
import type { Schema } from '../../schema/Schema';
import type { Database } from '../Database';
import { insertOccasions } from './insertOccasions';

export interface EndedEnrollment {
	id: string;
	campaignId: string;
	leadId: number;
	outcome: string;
	reason: string;
}

/** Tells the consumers that asked for it that enrollments have ended. */
export async function tellEnds(database: Database, transaction: Transaction<Schema>, ended: readonly EndedEnrollment[], now: number): Promise<void> {
	if (ended.length === 0) return;
	const consumers = await transaction.selectFrom('occasion_consumer').select(['id', 'campaign_id']).where('kind', '=', 'campaignEnd').execute();
	const rows = consumers.flatMap((consumer) =>
		ended
			.filter(({ campaignId }) => consumer.campaign_id === null || consumer.campaign_id === campaignId)
			.map(({ id, campaignId, leadId, outcome, reason }) => ({
				id: `end:${id}`,
				consumer: consumer.id,
				kind: 'campaignEnd',
				lead_id: leadId,
				at: now,
				details: JSON.stringify({ campaignId, outcome, reason }),
			})),
	);
	await insertOccasions(database, transaction, rows);
}
