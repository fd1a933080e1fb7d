import { PostgresIntrospector, sql, type Kysely, type TableMetadata } from 'kysely';

/**
 * Tells which tables the store's own schema has, without their columns: all that migrating needs. Looking into all schemas of
 * the database, as Kysely does otherwise, takes long where there are many tables, and fails where somebody drops one meanwhile.
 */
export class OwnTables extends PostgresIntrospector {
	private readonly db: Kysely<unknown>;

	constructor(db: Kysely<unknown>) {
		super(db);
		this.db = db;
	}

	override async getTables(): Promise<TableMetadata[]> {
		const { rows } = await sql<Pick<TableMetadata, 'name' | 'schema'>>`
			select tablename as name, schemaname as schema from pg_catalog.pg_tables where schemaname = current_schema()
		`.execute(this.db);
		return rows.map((row) => ({ ...row, isView: false, isForeign: false, columns: [] }));
	}
}
