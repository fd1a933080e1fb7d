import { Kysely, PostgresAdapter, PostgresQueryCompiler, sql } from 'kysely';
import { Pool, types } from 'pg';
import type { PostgresConfig } from '../LeadStoreConfig';
import { LeadStoreError } from '../LeadStoreError';
import type { Schema } from '../schema/Schema';
import { Database } from '../sql/Database';
import { News } from '../sql/News';
import { hearNotices } from './hearNotices';
import { OwnTables } from './OwnTables';
import { hasNoTls, isAway, isConflict, postgresError } from './postgresError';
import { prepareByName } from './prepareByName';
import { ReceiptDriver } from './ReceiptDriver';

const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;
const CONNECTIONS = 8;
/** Of a transaction between two of its statements: far longer than the store ever takes, so its process hangs or is cut off. */
const HANGING_MS = 30_000;

/** Counts and moments are far below 2^53, so `bigint` may come as a number. */
const numbers = { getTypeParser: ((type: number, format?: 'text') => (type === types.builtins.INT8 ? Number : types.getTypeParser(type, format))) as typeof types.getTypeParser };

const tlsOf = ({ ssl = 'disable', ignoreCertificate = false }: PostgresConfig) =>
	ssl === 'disable' ? false : { rejectUnauthorized: ssl === 'require' && !ignoreCertificate };

/**
 * A store on a PostgreSQL server, found to be there where `allow` leaves open how to speak to it.
 *
 * @param awayMs how long to try again while the server is away
 */
export async function openPostgres(config: PostgresConfig, awayMs: number): Promise<Database> {
	const database = toDatabase(config, awayMs);
	if (config.ssl !== 'allow') return database;
	try {
		await database.read((db) => sql`select 1`.execute(db));
		return database;
	} catch (error) {
		await database.close();
		if (!(error instanceof LeadStoreError) || !hasNoTls(error.cause)) throw error;
		return toDatabase({ ...config, ssl: 'disable' }, awayMs);
	}
}

function toDatabase(config: PostgresConfig, awayMs: number): Database {
	const { host, port, database, user, password, schema = 'public' } = config;
	const place = `the lead store at ${host}:${port}/${database}`;
	const client = {
		host,
		port,
		database,
		user,
		password,
		ssl: tlsOf(config),
		connectionTimeoutMillis: CONNECT_MS,
		keepAlive: true,
		application_name: 'n8n-nodes-lead-scoring',
		// At the start of a connection: a pooler between us that cannot keep it refuses, instead of mixing up schemas.
		// The server frees what a transaction of a hanging process holds; others may wait for it.
		options: `-c search_path=${schema} -c idle_in_transaction_session_timeout=${HANGING_MS}`,
	};
	const channel = `lead_store_${schema}`;
	const pool = new Pool({
		...client,
		max: CONNECTIONS,
		idleTimeoutMillis: IDLE_MS,
		allowExitOnIdle: true,
		types: numbers,
	});
	// Connections break when the server restarts, idle ones and those between two statements; without a listener that
	// would end the process. The next query tells, or opens another.
	pool.on('error', () => undefined);
	pool.on('connect', (connection) => {
		connection.on('error', () => undefined);
		prepareByName(connection);
	});
	const driver = new ReceiptDriver({ pool });
	const kysely = new Kysely<Schema>({
		dialect: {
			createAdapter: () => new PostgresAdapter(),
			createDriver: () => driver,
			createIntrospector: (db) => new OwnTables(db),
			createQueryCompiler: () => new PostgresQueryCompiler(),
		},
	});
	return new Database({
		kysely,
		dialect: 'postgres',
		place,
		toLeadStoreError: (error) => postgresError(error, place),
		isAway,
		awayMs,
		isConflict,
		news: new News((tell) => hearNotices(client, channel, tell)),
		notify: async (transaction) => {
			await sql`select pg_notify(${channel}, '')`.execute(transaction);
		},
		wasCommitted: (error) => driver.wasCommitted(kysely, error),
		// What is deleted is gone for every query; the server itself overwrites it when it vacuums.
		scrub: async () => undefined,
	});
}

/** The schema must be there before its tables can be; two that make it at once both succeed. */
export async function makeSchema(database: Database, schema: string): Promise<void> {
	const isThere = async (db: Kysely<Schema>): Promise<boolean> => (await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(db)).rows.length > 0;
	// Most times, and who may only read can do so.
	if (await database.read(isThere)) return;
	await database.write(async (transaction) => {
		await sql`select pg_advisory_xact_lock(hashtext('lead-store schema'))`.execute(transaction);
		if (!(await isThere(transaction))) await sql`create schema ${sql.id(schema)}`.execute(transaction);
	});
}
