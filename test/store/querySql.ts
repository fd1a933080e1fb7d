import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { LeadStoreConfig } from '../../store';

/** Asks the database of a store past the store, with a statement that both backends know. */
export async function querySql(config: LeadStoreConfig, statement: string): Promise<Record<string, unknown>[]> {
	if (config.backend === 'sqlite') {
		const database = new DatabaseSync(join(config.folder, `${config.name}.sqlite`));
		try {
			return database.prepare(statement).all();
		} finally {
			database.close();
		}
	}
	const { host, port, database, user, password, schema = 'public' } = config;
	const client = new Client({ host, port, database, user, password, options: `-c search_path=${schema}` });
	await client.connect();
	try {
		return (await client.query<Record<string, unknown>>(statement)).rows;
	} finally {
		await client.end();
	}
}
