import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { SqliteConfig } from '../LeadStoreConfig';
import type { Schema } from '../schema/Schema';
import { Database } from '../sql/Database';
import { News } from '../sql/News';
import { hearWrites } from './hearWrites';
import { scrubFile } from './scrubFile';
import { shareNext } from './shareNext';
import { sqliteDialect } from './sqliteDialect';
import { isConflict, sqliteError } from './sqliteError';
import { WriteAheadLog } from './WriteAheadLog';

/** Short: it holds the event loop. Whoever finds the file busy tries again by itself. */
const BUSY_TIMEOUT_MS = 10;

/** A store in one file of this machine; the file opens with the first query. */
export function openSqlite({ name, folder }: SqliteConfig): Database {
	const file = join(folder, `${name}.sqlite`);
	const place = `the lead store "${name}"`;
	let log: WriteAheadLog | undefined;
	const kysely = new Kysely<Schema>({
		dialect: sqliteDialect(() => {
			// Loaded only here: Node 20 has the engine and PostgreSQL, but no SQLite.
			const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
			mkdirSync(folder, { recursive: true, mode: 0o700 });
			const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
			try {
				// Some file systems of networks allow no log.
				if (database.prepare('pragma journal_mode = wal').get()?.journal_mode === 'wal') log = new WriteAheadLog(file);
				// NORMAL: a commit does not wait for the disk; who wrote has an answer after `settle`. secure_delete: what is deleted is overwritten.
				database.exec(`pragma synchronous = ${log ? 'normal' : 'full'}; pragma secure_delete = on; pragma wal_autocheckpoint = 4000; pragma cache_size = -32000`);
			} catch (error) {
				database.close();
				throw error;
			}
			return database;
		}),
	});
	return new Database({
		kysely,
		dialect: 'sqlite',
		place,
		toLeadStoreError: (error) => sqliteError(error, place),
		isAway: () => false,
		awayMs: 0,
		isConflict,
		news: new News((tell) => hearWrites(kysely, tell)),
		settle: async () => log?.sync(),
		close: async () => log?.close(),
		scrub: shareNext(() => scrubFile(file)),
	});
}
