import { Migrator } from 'kysely/migration';
import { LeadStoreError } from '../LeadStoreError';
import type { Database } from '../sql/Database';
import { migrations } from './migrations';

/**
 * Brings the schema up to this version. Of many processes that do it at once one does the work.
 *
 * @throws LeadStoreError `newerSchema` where a later version of this package has been at work
 */
export async function migrate({ kysely, dialect, place }: Database, schema?: string): Promise<void> {
	const known = migrations(dialect);
	const migrator = new Migrator({
		db: kysely,
		provider: { getMigrations: async () => known },
		...(schema !== undefined && { migrationTableSchema: schema }),
	});
	// Most times there is nothing to do, and finding that out needs no lock.
	const done = (await migrator.getMigrations()).filter(({ executedAt }) => executedAt !== undefined).length;
	if (done === Object.keys(known).length && (await namesOf(kysely)).every((name) => name in known)) return;
	const { error } = await migrator.migrateToLatest();
	if (error instanceof Error && /corrupted migrations/i.test(error.message)) {
		throw new LeadStoreError('newerSchema', `A newer version of this package has written ${place}`, 'Update n8n-nodes-lead-scoring on this machine, too. Nothing was changed.', error);
	}
	if (error) throw error;

	async function namesOf(db: Database['kysely']): Promise<string[]> {
		const rows = await db.selectFrom('kysely_migration' as never).select('name' as never).execute();
		return rows.map(({ name }) => name as string);
	}
}
