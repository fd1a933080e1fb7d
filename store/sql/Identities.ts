import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { identityDigest } from '../identity/digest';
import { normaliseIdentity } from '../identity/normaliseIdentity';
import { LeadStoreError } from '../LeadStoreError';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';

/** What names a lead: normalised, looked up, or turned into the digest that may be remembered. */
export class Identities {
	private readonly database: Database;
	private known: Promise<string> | undefined;

	constructor(database: Database) {
		this.database = database;
	}

	/** The store's own salt, made with the first that asks. */
	salt(): Promise<string> {
		this.known ??= this.readSalt().catch((error: unknown) => {
			this.known = undefined;
			throw error;
		});
		return this.known;
	}

	async digest(identity: string): Promise<string> {
		return identityDigest(await this.salt(), normaliseIdentity(identity));
	}

	/** @throws LeadStoreError where there is nothing to know a lead by */
	normalise(identity: string): string {
		const normalised = normaliseIdentity(identity);
		if (normalised === '') throw new LeadStoreError('invalid', 'A lead has no identity', 'Give it an e-mail address or an id.');
		return normalised;
	}

	/** The id and key of the lead with this key or alias. */
	async find(db: Kysely<Schema>, identity: string): Promise<{ id: number; key: string } | undefined> {
		return db
			.selectFrom('alias')
			.innerJoin('lead', 'lead.id', 'alias.lead_id')
			.select(['lead.id', 'lead.key'])
			.where('alias', '=', normaliseIdentity(identity))
			.executeTakeFirst();
	}

	/** @throws LeadStoreError `notFound` */
	async mustFind(db: Kysely<Schema>, identity: string): Promise<{ id: number; key: string }> {
		const found = await this.find(db, identity);
		if (!found) throw new LeadStoreError('notFound', `There is no lead '${identity}' in ${this.database.place}`, 'Check the key; leads are known by e-mail address or by the ids given with them.');
		return found;
	}

	private async readSalt(): Promise<string> {
		return this.database.write(async (transaction) => {
			await transaction
				.insertInto('meta')
				.values({ name: 'salt', value: randomBytes(32).toString('hex') })
				.onConflict((conflict) => conflict.column('name').doNothing())
				.execute();
			return (await transaction.selectFrom('meta').select('value').where('name', '=', 'salt').executeTakeFirstOrThrow()).value;
		});
	}
}
