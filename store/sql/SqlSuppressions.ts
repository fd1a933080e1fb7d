import type { Transaction } from 'kysely';
import type { Suppression, SuppressionReason, Suppressions } from '../ports/Suppressions';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { identityDigest } from '../identity/digest';
import { normaliseIdentity } from '../identity/normaliseIdentity';
import type { Identities } from './Identities';
import { wakeEnrollments } from './wakeEnrollments';

export class SqlSuppressions implements Suppressions {
	private readonly database: Database;
	private readonly identities: Identities;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async add(key: string, reason: SuppressionReason, now: number, note?: string): Promise<{ added: boolean }> {
		const digests = await this.digestsOf(key);
		return this.database.write(async (transaction) => {
			await this.wake(transaction, key, now);
			const outcome = await transaction
				.insertInto('suppression')
				.values(digests.map((digest) => ({ digest, reason, note: note ?? null, at: now })))
				.onConflict((conflict) =>
					reason === 'erased'
						? conflict.column('digest').doUpdateSet({ reason, note: null, at: now }).where('suppression.reason', '<>', 'erased')
						: conflict.doNothing(),
				)
				.executeTakeFirst();
			return { added: (outcome.numInsertedOrUpdatedRows ?? 0n) > 0n };
		});
	}

	async lift(key: string, now: number): Promise<boolean> {
		const digests = await this.digestsOf(key);
		return this.database.write(async (transaction) => {
			await this.wake(transaction, key, now);
			const { numDeletedRows } = await transaction.deleteFrom('suppression').where('digest', 'in', digests).executeTakeFirst();
			return numDeletedRows > 0n;
		});
	}

	async check(keys: readonly string[]): Promise<(Suppression | null)[]> {
		if (keys.length === 0) return [];
		const salt = await this.identities.salt();
		return this.database.read(async (db) => {
			const names = keys.map(normaliseIdentity);
			// A lead is suppressed under each of its identities, also under those it got later.
			const siblings = await db
				.selectFrom('alias')
				.innerJoin('alias as other', 'other.lead_id', 'alias.lead_id')
				.select(['alias.alias as name', 'other.alias as sibling'])
				.where('alias.alias', 'in', this.database.list(names, 'text') as never)
				.execute();
			const digestsOf = new Map(names.map((name): [string, string[]] => [name, [identityDigest(salt, name)]]));
			for (const { name, sibling } of siblings) digestsOf.get(name)?.push(identityDigest(salt, sibling));
			const rows = await db
				.selectFrom('suppression')
				.selectAll()
				.where('digest', 'in', this.database.list([...new Set([...digestsOf.values()].flat())], 'text') as never)
				.execute();
			const byDigest = new Map(rows.map(({ digest, ...row }) => [digest, row]));
			return names.map((name) => {
				const found = digestsOf.get(name)!.map((digest) => byDigest.get(digest)).find((row) => row !== undefined);
				return found ? { reason: found.reason as SuppressionReason, note: found.note, at: found.at } : null;
			});
		});
	}

	private async wake(transaction: Transaction<Schema>, key: string, now: number): Promise<void> {
		const found = await this.identities.find(transaction, key);
		if (found) await wakeEnrollments(this.database, transaction, [found.id], now);
	}

	/** Of all identities of the lead, or of the key alone where it names none. */
	private async digestsOf(key: string): Promise<string[]> {
		const identity = this.identities.normalise(key);
		const salt = await this.identities.salt();
		const aliases = await this.database.read(async (db) => {
			const found = await this.identities.find(db, identity);
			return found ? db.selectFrom('alias').select('alias').where('lead_id', '=', found.id).execute() : [];
		});
		return [...new Set([identity, ...aliases.map(({ alias }) => alias)])].map((each) => identityDigest(salt, each));
	}
}
