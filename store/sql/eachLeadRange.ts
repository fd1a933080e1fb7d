import type { Transaction } from 'kysely';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';

/**
 * Goes through all leads in parts, each in a transaction of its own, so that neither memory nor the time for which
 * others wait grows with the store. Adds up what `work` tells.
 *
 * @param work gets the lowest and the highest id of its part
 */
export async function eachLeadRange(database: Database, size: number, work: (transaction: Transaction<Schema>, from: number, to: number) => Promise<number>): Promise<number> {
	let sum = 0;
	for (let after = -1; ; ) {
		const ids = await database.read((db) => db.selectFrom('lead').select('id').where('id', '>', after).orderBy('id').limit(size).execute());
		const [first, last] = [ids[0], ids.at(-1)];
		if (!first || !last) return sum;
		sum += await database.write((transaction) => work(transaction, first.id, last.id));
		after = last.id;
	}
}
