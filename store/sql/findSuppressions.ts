import type { Kysely } from 'kysely';
import { identityDigest } from '../identity/digest';
import type { Suppression, SuppressionReason } from '../ports/Suppressions';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';

/** For each group of identities (normalised), why it must not be written to; an erasure before all else, then what came first. */
export async function findSuppressions<Name>(
	database: Database,
	db: Kysely<Schema>,
	salt: string,
	groups: ReadonlyMap<Name, readonly string[]>,
): Promise<Map<Name, Suppression>> {
	const nameOf = new Map<string, Name[]>();
	for (const [name, identities] of groups) {
		for (const identity of identities) {
			const digest = identityDigest(salt, identity);
			nameOf.set(digest, [...(nameOf.get(digest) ?? []), name]);
		}
	}
	const rows = await db
		.selectFrom('suppression')
		.selectAll()
		.where('digest', 'in', database.list([...nameOf.keys()], 'text') as never)
		.execute();
	const found = new Map<Name, Suppression>();
	rows.sort((a, b) => Number(b.reason === 'erased') - Number(a.reason === 'erased') || a.at - b.at);
	for (const { digest, reason, note, at } of rows) {
		for (const name of nameOf.get(digest) ?? []) if (!found.has(name)) found.set(name, { reason: reason as SuppressionReason, note, at });
	}
	return found;
}
