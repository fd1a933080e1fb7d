import { sql, type Transaction } from 'kysely';
import type { Transition } from '../ports/Transitions';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';

/** Writes transitions, and one delivery for each consumer that asked for such. */
export async function deliverTransitions(database: Database, transaction: Transaction<Schema>, leads: readonly { leadId: number; transition: Transition }[]): Promise<void> {
	const columns = { id: 'text', model_id: 'text', lead_id: 'bigint', from_band: 'text', to_band: 'text', score: 'double precision', at: 'bigint', run_id: 'text' } as const;
	const rows = leads.map(({ leadId, transition: { id, modelId, from, to, score, at, runId } }) => ({ id, model_id: modelId, lead_id: leadId, from_band: from, to_band: to, score, at, run_id: runId }));
	const written = await database.insert(transaction, 'transition', columns, rows, sql<{ seq: number; id: string }>`returning seq, id`);

	const consumers = await transaction.selectFrom('consumer').selectAll().execute();
	if (consumers.length === 0) return;
	const takes = consumers.map(({ id, model_id, from_bands, to_bands }) => {
		const from = from_bands === null ? null : new Set(JSON.parse(from_bands) as string[]);
		const to = to_bands === null ? null : new Set(JSON.parse(to_bands) as string[]);
		return {
			id,
			wants: (transition: Transition) =>
				(model_id === null || model_id === transition.modelId) &&
				(to === null || to.has(transition.to)) &&
				(from === null || (transition.from !== null && from.has(transition.from))),
		};
	});
	const seqOf = new Map(written.map(({ seq, id }) => [id, seq]));
	const deliveries = leads.flatMap(({ leadId, transition }) =>
		takes.filter(({ wants }) => wants(transition)).map(({ id }) => ({ consumer: id, transition_seq: seqOf.get(transition.id)!, lead_id: leadId, due_at: transition.at })),
	);
	if (deliveries.length === 0) return;
	await sql`
		insert into delivery (consumer, transition_seq, lead_id, state, attempts, due_at)
		select consumer, transition_seq, lead_id, 'pending', 0, due_at
		from ${database.rows({ consumer: 'text', transition_seq: 'bigint', lead_id: 'bigint', due_at: 'bigint' }, deliveries)}
	`.execute(transaction);
	await database.announce(transaction);
}
