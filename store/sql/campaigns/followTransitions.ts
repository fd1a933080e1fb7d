import type { Transaction } from 'kysely';
import type { Transition } from '../../ports/Transitions';
import type { Schema } from '../../schema/Schema';
import type { Database } from '../Database';
import { wakeEnrollments } from '../wakeEnrollments';
import { enrollLeads } from './enrollLeads';
import { runningCampaigns } from './runningCampaigns';

/** What changes of band mean for campaigns: some begin for a lead, others may be over for it. */
export async function followTransitions(
	database: Database,
	transaction: Transaction<Schema>,
	readSalt: () => Promise<string>,
	leads: readonly { leadId: number; transition: Transition }[],
	now: number,
): Promise<void> {
	const campaigns = await runningCampaigns(transaction);
	if (campaigns.length === 0) return;
	const salt = await readSalt();
	await wakeEnrollments(database, transaction, leads.map(({ leadId }) => leadId), now);
	for (const running of campaigns) {
		const { enter, model } = running.campaign;
		const entering = new Map(
			leads
				.filter(({ transition: { to, modelId } }) => enter.bands.includes(to) && (model === undefined || model === modelId))
				.map(({ leadId, transition }) => [leadId, transition]),
		);
		await enrollLeads(database, transaction, salt, running, [...entering.keys()], (lead, last, leadId) => running.compiled.enrolls(entering.get(leadId)!, lead, last, now), now);
	}
}
