import { sql, type Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';

export interface FoundLead {
	id: number;
	key: string;
	/** When it was first called by the identity it was found by. */
	seenAt: number;
}

/** The leads that are known, by the identities asked for (normalised). Locks them, in the order in which everybody does. */
export async function findLeads(database: Database, transaction: Transaction<Schema>, identities: readonly string[]): Promise<Map<string, FoundLead>> {
	const given = database.rows({ identity: 'text' }, identities.map((identity) => ({ identity })));
	const locked = database.dialect === 'postgres' ? sql`join lead_revision on lead_revision.lead_id = lead.id order by lead.id for update of lead_revision` : sql``;
	const { rows } = await sql<FoundLead & { alias: string }>`
		select alias.alias, alias.created_at as "seenAt", lead.id, lead.key
		from ${given} join alias on alias.alias = r.identity join lead on lead.id = alias.lead_id ${locked}
	`.execute(transaction);
	return new Map(rows.map(({ alias, id, key, seenAt }) => [alias, { id, key, seenAt }]));
}
