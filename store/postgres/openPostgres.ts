import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types } from 'pg';
import type { PostgresConfig } from '../LeadStoreConfig';
import type { Schema } from '../schema/Schema';
import { Database } from '../sql/Database';
import { News } from '../sql/News';
import { hearNotices } from './hearNotices';
import { isAway, isConflict, postgresError } from './postgresError';
import { prepareByName } from './prepareByName';

const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;
const CONNECTIONS = 8;

/** Counts and moments are far below 2^53, so `bigint` may come as a number. */
const numbers = { getTypeParser: ((type: number, format?: 'text') => (type === types.builtins.INT8 ? Number : types.getTypeParser(type, format))) as typeof types.getTypeParser };

const tlsOf = ({ ssl = 'disable', ignoreCertificate = false }: PostgresConfig) =>
	ssl === 'disable' ? false : { rejectUnauthorized: ssl === 'require' && !ignoreCertificate };

/** A store on a PostgreSQL server; connects with the first query. */
export function openPostgres(config: PostgresConfig): Database {
	const { host, port, database, user, password, schema = 'public' } = config;
	const place = `the lead store at ${host}:${port}/${database}`;
	const client = { host, port, database, user, password, ssl: tlsOf(config), connectionTimeoutMillis: CONNECT_MS, application_name: 'n8n-nodes-lead-scoring' };
	const channel = `lead_store_${schema}`;
	const pool = new Pool({
		...client,
		max: CONNECTIONS,
		idleTimeoutMillis: IDLE_MS,
		allowExitOnIdle: true,
		types: numbers,
	});
	// Idle connections end when the server restarts; the next query opens another.
	pool.on('error', () => undefined);
	pool.on('connect', prepareByName);
	// One in the middle of a transaction, too: its next query fails and tells. Unheard, the event would end the process.
	pool.on('connect', (client) => client.on('error', () => undefined));
	const kysely = new Kysely<Schema>({
		dialect: new PostgresDialect({
			pool,
			onCreateConnection: async (connection) => {
				await connection.executeQuery(CompiledQuery.raw(`set search_path to "${schema}"`));
			},
		}),
	});
	return new Database({
		kysely,
		dialect: 'postgres',
		place,
		toLeadStoreError: (error) => postgresError(error, place),
		isAway,
		isConflict,
		news: new News((tell) => hearNotices(client, channel, tell)),
		notify: async (transaction) => {
			await sql`select pg_notify(${channel}, '')`.execute(transaction);
		},
		scrub: async () => undefined,
	});
}

/** The schema must be there before its tables can be; two that make it at once both succeed. */
export async function makeSchema(database: Database, schema: string): Promise<void> {
	await database.write(async (transaction) => {
		await sql`select pg_advisory_xact_lock(hashtext('lead-store schema'))`.execute(transaction);
		const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(transaction);
		if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(transaction);
	});
}
