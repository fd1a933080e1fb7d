import { sql, type Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';

/**
 * Moves everything of one lead to another, which is locked already, and removes the first. Nothing is counted twice: an
 * activity that both have stays once, and of two scores under a model the later one stays, the other's history being
 * balanced so that the deltas still add up.
 */
export async function mergeLeads(transaction: Transaction<Schema>, from: number, into: number, now: number): Promise<void> {
	await sql`
		insert into activity (lead_id, id, type, at, source, channel, campaign, properties)
		select ${into}, id, type, at, source, channel, campaign, properties from activity where lead_id = ${from}
		on conflict do nothing
	`.execute(transaction);
	await transaction.deleteFrom('activity').where('lead_id', '=', from).execute();

	const states = await transaction.selectFrom('score_state').selectAll().where('lead_id', 'in', [from, into]).execute();
	for (const state of states.filter(({ lead_id }) => lead_id === from)) {
		const other = states.find(({ lead_id, model_id }) => lead_id === into && model_id === state.model_id);
		const loser = other === undefined ? null : state.scored_at > other.scored_at ? other : state;
		if (loser) {
			await transaction.deleteFrom('score_state').where('lead_id', '=', loser.lead_id).where('model_id', '=', loser.model_id).execute();
			const kept = loser === state ? other! : state;
			await transaction
				.insertInto('score_change')
				.values({
					model_id: loser.model_id,
					lead_id: into,
					at: now,
					delta: -loser.score,
					score: kept.score,
					band: kept.band,
					model_version: kept.model_version,
					reasons: JSON.stringify([{ rule: null, label: 'Two records of this person became one', points: -loser.score, because: 'the score of one of them counts no more' }]),
				})
				.execute();
		}
		if (loser !== state) {
			await transaction.updateTable('score_state').set({ lead_id: into }).where('lead_id', '=', from).where('model_id', '=', state.model_id).execute();
		}
	}
	await transaction.deleteFrom('review').where('lead_id', '=', from).execute();
	// The one that has been in a campaign for longer goes on in it.
	await sql`
		update enrollment set ended_at = ${now}, outcome = 'removed', reason = 'Two records of this person became one', due_at = null
		where ended_at is null and lead_id in (${from}, ${into}) and exists (
			select 1 from enrollment as other
			where other.ended_at is null and other.lead_id in (${from}, ${into}) and other.campaign_id = enrollment.campaign_id and other.seq < enrollment.seq
		)
	`.execute(transaction);
	for (const table of ['alias', 'adjustment', 'score_change', 'transition', 'delivery', 'enrollment', 'message', 'occasion'] as const) {
		await transaction.updateTable(table).set({ lead_id: into }).where('lead_id', '=', from).execute();
	}
	await transaction.deleteFrom('lead').where('id', '=', from).execute();
}
