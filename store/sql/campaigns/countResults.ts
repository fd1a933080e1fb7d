import type { Kysely } from 'kysely';
import type { Campaign, CampaignCounts, PassedStep, ReachCount, StepCount } from '../../../engine';
import type { Schema } from '../../schema/Schema';
import type { Database } from '../Database';

const PAGE = 1_000;

/** Activity types that tell what became of a message, and what each counts as. */
const RESPONSES: Record<string, 'opened' | 'clicked' | 'replied'> = { email_open: 'opened', email_click: 'clicked', email_reply: 'replied' };

/** Counts, page by page, what became of everybody who was ever enrolled; a lead counts once for each thing. */
export async function countResults(database: Database, db: Kysely<Schema>, { id: campaignId, model, goal }: Campaign): Promise<CampaignCounts> {
	const contacted: ReachCount = { leads: 0, reached: 0 };
	const heldOut: ReachCount = { leads: 0, reached: 0 };
	const sent = new Map<string, StepCount>();
	const passedHeldOut = new Map<string, ReachCount & { step: string }>();
	const goals = goal?.bands ?? [];

	for (let after = 0; ; ) {
		const enrollments = await db
			.selectFrom('enrollment')
			.select(['seq', 'id', 'lead_id', 'enrolled_at', 'held_out', 'passed'])
			.where('campaign_id', '=', campaignId)
			.where('seq', '>', after)
			.orderBy('seq')
			.limit(PAGE)
			.execute();
		if (enrollments.length === 0) break;
		after = enrollments.at(-1)!.seq;
		const leadIds = database.list(enrollments.map(({ lead_id }) => lead_id), 'bigint') as never;
		let transitions = db.selectFrom('transition').select(['lead_id', 'at', 'to_band']).where('lead_id', 'in', leadIds);
		if (model !== undefined) transitions = transitions.where('model_id', '=', model);
		const reaches = (await transitions.execute()).filter(({ to_band }) => goals.includes(to_band));
		const reachedAfter = (leadId: number, at: number): boolean => reaches.some((reach) => reach.lead_id === leadId && reach.at >= at);
		const messages = await db
			.selectFrom('message')
			.select(['enrollment_id', 'lead_id', 'step', 'variant', 'sent_at'])
			.where('state', '=', 'sent')
			.where('enrollment_id', 'in', database.list(enrollments.map(({ id }) => id), 'text') as never)
			.execute();
		const responses = await db
			.selectFrom('activity')
			.select(['lead_id', 'type', 'properties'])
			.where('lead_id', 'in', leadIds)
			.where('campaign', '=', campaignId)
			.where('type', 'in', Object.keys(RESPONSES))
			.execute();
		const responded = new Set(responses.map(({ lead_id, type, properties }) => `${lead_id} ${RESPONSES[type]} ${String((JSON.parse(properties ?? '{}') as { step?: unknown }).step)}`));

		for (const { lead_id, enrolled_at, held_out, passed } of enrollments) {
			count(held_out === 1 ? heldOut : contacted, reachedAfter(lead_id, enrolled_at));
			if (held_out !== 1) continue;
			for (const { id: step, at } of JSON.parse(passed) as PassedStep[]) {
				const tally = passedHeldOut.get(step) ?? { step, leads: 0, reached: 0 };
				passedHeldOut.set(step, tally);
				count(tally, reachedAfter(lead_id, at));
			}
		}
		for (const { lead_id, step, variant, sent_at } of messages) {
			const name = JSON.stringify([step, variant]);
			const tally = sent.get(name) ?? { step, variant, leads: 0, reached: 0, opened: 0, clicked: 0, replied: 0 };
			sent.set(name, tally);
			count(tally, reachedAfter(lead_id, sent_at ?? 0));
			for (const response of ['opened', 'clicked', 'replied'] as const) if (responded.has(`${lead_id} ${response} ${step}`)) tally[response] += 1;
		}
	}
	return { contacted, heldOut, sent: [...sent.values()], passedHeldOut: [...passedHeldOut.values()] };
}

function count(tally: ReachCount, reached: boolean): void {
	tally.leads += 1;
	if (reached) tally.reached += 1;
}
