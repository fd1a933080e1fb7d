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
	const locked = database.dialect === 'postgres' ? sql`for update of lead` : sql``;
	const { rows } = await sql<FoundLead & { alias: string }>`
		select alias.alias, alias.created_at as "seenAt", lead.id, lead.key from alias join lead on lead.id = alias.lead_id
		where alias.alias in ${database.list(identities, 'text')} order by lead.id ${locked}
	`.execute(transaction);
	return new Map(rows.map(({ alias, ...lead }) => [alias, lead]));
}
