import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { BATCH } from '../peers/Peer.ts';
import type { Bare, Row } from './Bare.ts';
import { activityColumns } from './rows.ts';

/** The file of a store, opened as the store opens it. */
export function bareSqlite(file: string): Bare {
	const database = new DatabaseSync(file);
	database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma wal_autocheckpoint = 4000; pragma cache_size = -32000');
	const statements = new Map<string, StatementSync>();
	const prepare = (text: string): StatementSync => {
		const statement = statements.get(text) ?? database.prepare(text);
		statements.set(text, statement);
		return statement;
	};
	const bare: Bare = {
		async append(rows) {
			for (let from = 0; from < rows.length; from += BATCH) {
				await bare.transaction(() => bare.insert('activity', activityColumns, rows.slice(from, from + BATCH)));
			}
		},
		range: async (columns, table, column, from, to) => prepare(`select ${columns} from ${table} where ${column} between ? and ?`).all(from, to) as Row[],
		find: async (table, column, value) => prepare(`select * from ${table} where ${column} = ?`).get(value) as Row | undefined,
		async insert(table, columns, rows, end = '') {
			const names = Object.keys(columns);
			const statement = prepare(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) ${end}`);
			for (const row of rows) statement.run(...names.map((name) => row[name]!));
		},
		async forLeads(text, leadIds) {
			const statement = prepare(`${text} = ?`);
			for (const leadId of leadIds) statement.run(leadId);
		},
		async transaction(work) {
			database.exec('begin immediate');
			await work();
			database.exec('commit');
		},
		close: async () => database.close(),
	};
	return bare;
}
