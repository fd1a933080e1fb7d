import type { Kysely, Transaction } from 'kysely';
import { identityDigest } from '../identity/digest';
import { normaliseIdentity } from '../identity/normaliseIdentity';
import { LeadStoreError } from '../LeadStoreError';
import type { Suppression, SuppressionReason, Suppressions } from '../ports/Suppressions';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { findLeads } from './findLeads';
import { findSuppressions } from './findSuppressions';
import type { Identities } from './Identities';
import { storableText } from './storableText';
import { wakeEnrollments } from './wakeEnrollments';

/** Who is meant: the lead, if it is known, and all identities it is kept under. */
interface Person {
	leadId: number | null;
	identities: string[];
}

export class SqlSuppressions implements Suppressions {
	private readonly database: Database;
	private readonly identities: Identities;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async add(key: string, reason: SuppressionReason, now: number, note?: string): Promise<{ added: boolean }> {
		const identity = this.identities.normalise(key);
		const salt = await this.identities.salt();
		return this.database.write(async (transaction) => {
			const { leadId, identities } = await this.lock(transaction, identity);
			if (reason === 'erased' && leadId !== null) {
				throw new LeadStoreError('invalid', `The lead '${key}' is still in ${this.database.place}`, 'Erase the lead; that keeps it from coming back, too.');
			}
			if (leadId !== null) await wakeEnrollments(this.database, transaction, [leadId], now);
			const outcome = await transaction
				.insertInto('suppression')
				.values(identities.map((each) => ({ digest: identityDigest(salt, each), reason, note: note === undefined ? null : storableText(note), at: now })))
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
		const identity = this.identities.normalise(key);
		const salt = await this.identities.salt();
		return this.database.write(async (transaction) => {
			const { leadId, identities } = await this.lock(transaction, identity);
			if (leadId !== null) await wakeEnrollments(this.database, transaction, [leadId], now);
			const digests = identities.map((each) => identityDigest(salt, each));
			// Who was erased is no lead any more; what belonged together is known by the erasure.
			const { numDeletedRows } = await transaction
				.deleteFrom('suppression')
				.where((where) =>
					where.or([
						where('digest', 'in', digests),
						where('erasure', 'in', (of) => of.selectFrom('suppression as own').select('own.erasure').where('own.digest', 'in', digests).where('own.erasure', 'is not', null)),
					]),
				)
				.executeTakeFirst();
			return numDeletedRows > 0n;
		});
	}

	async check(keys: readonly string[]): Promise<(Suppression | null)[]> {
		if (keys.length === 0) return [];
		const salt = await this.identities.salt();
		const names = keys.map(normaliseIdentity);
		return this.database.read(async (db) => {
			// A lead is suppressed under each of its identities, also under those it got later.
			const siblings = await db
				.selectFrom('alias')
				.innerJoin('alias as other', 'other.lead_id', 'alias.lead_id')
				.select(['alias.alias as name', 'other.alias as sibling'])
				.where('alias.alias', 'in', this.database.list(names, 'text') as never)
				.execute();
			const groups = new Map(names.map((name): [string, string[]] => [name, [name]]));
			for (const { name, sibling } of siblings) if (sibling !== name) groups.get(name)!.push(sibling);
			const found = await findSuppressions(this.database, db, salt, groups);
			return names.map((name) => found.get(name) ?? null);
		});
	}

	/** Locks the lead, so that nothing is decided about it on what is changed here. */
	private async lock(transaction: Transaction<Schema>, identity: string): Promise<Person> {
		const lead = (await findLeads(this.database, transaction, [identity])).get(identity);
		if (!lead) return { leadId: null, identities: [identity] };
		return { leadId: lead.id, identities: await aliasesOf(transaction, lead.id) };
	}
}

async function aliasesOf(db: Kysely<Schema>, leadId: number): Promise<string[]> {
	return (await db.selectFrom('alias').select('alias').where('lead_id', '=', leadId).execute()).map(({ alias }) => alias);
}
