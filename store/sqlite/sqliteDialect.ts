import type { DatabaseSync } from 'node:sqlite';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely';
import { SqliteDriver } from './SqliteDriver';

/** SQLite takes part in a transaction with changes of the schema, and `begin immediate` keeps other processes out of it. */
class MigratingAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

/** @param open opens the file when the first query comes */
export const sqliteDialect = (open: () => DatabaseSync): Dialect => ({
	createAdapter: () => new MigratingAdapter(),
	createDriver: () => new SqliteDriver(open),
	createIntrospector: (db) => new SqliteIntrospector(db),
	createQueryCompiler: () => new SqliteQueryCompiler(),
});
