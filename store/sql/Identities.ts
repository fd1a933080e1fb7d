import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { identityProblem, normaliseIdentity } from '../identity/normaliseIdentity';
import { LeadStoreError } from '../LeadStoreError';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';
import { findLeads } from './findLeads';
import { LostRace } from './LostRace';

/** What names a lead: normalised, looked up, or turned into the digest that may be remembered. */
export class Identities {
	private readonly database: Database;
	private known: Promise<string> | undefined;

	constructor(database: Database) {
		this.database = database;
	}

	/** The store's own salt, made with the first that asks: when the store is opened. */
	salt(): Promise<string> {
		this.known ??= this.readSalt().catch((error: unknown) => {
			this.known = undefined;
			throw error;
		});
		return this.known;
	}

	/** @throws LeadStoreError where there is nothing to know a lead by */
	normalise(identity: string): string {
		const normalised = normaliseIdentity(identity);
		const problem = identityProblem(normalised);
		if (problem) throw new LeadStoreError('invalid', problem.message, problem.remedy);
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

	/**
	 * As `mustFind`, and locks the lead to the end of the transaction: whatever belongs to it can be changed.
	 *
	 * @throws LeadStoreError `notFound`
	 */
	async mustLock(transaction: Transaction<Schema>, identity: string): Promise<{ id: number; key: string }> {
		const name = normaliseIdentity(identity);
		const locked = (await findLeads(this.database, transaction, [name])).get(name);
		if (locked) return locked;
		await this.mustFind(transaction, identity);
		// It was merged with another one just now.
		throw new LostRace();
	}

	private async readSalt(): Promise<string> {
		const find = async (db: Kysely<Schema>): Promise<string | undefined> => (await db.selectFrom('meta').select('value').where('name', '=', 'salt').executeTakeFirst())?.value;
		// Most times it is there, and who may only read can do so.
		const present = await this.database.read(find);
		if (present !== undefined) return present;
		return this.database.write(async (transaction) => {
			const fresh = randomBytes(32).toString('hex');
			await transaction.insertInto('meta').values({ name: 'salt', value: fresh }).onConflict((conflict) => conflict.column('name').doNothing()).execute();
			return (await find(transaction)) ?? fresh;
		});
	}
}
