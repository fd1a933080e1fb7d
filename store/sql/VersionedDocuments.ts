import { sql, type Transaction } from 'kysely';
import { LeadStoreError } from '../LeadStoreError';
import type { Schema } from '../schema/Schema';
import type { Database } from './Database';

interface Versioned {
	id: string;
	version: number;
}

export interface StoredDocument<Document> {
	document: Document;
	active: boolean;
	savedAt: number;
}

/** Called in the transaction that makes another version the active one. */
type OnActivate = (transaction: Transaction<Schema>, id: string, now: number) => Promise<void>;

/** The content alone, whatever version it goes by. */
const contentOf = (document: Versioned): string => JSON.stringify({ ...document, version: 0 });

/** Models or campaigns: every version is kept as it was, and one of each id is active. */
export class VersionedDocuments<Document extends Versioned> {
	private readonly database: Database;
	private readonly table: 'model' | 'campaign';
	private readonly onActivate: OnActivate;

	constructor(database: Database, table: 'model' | 'campaign', onActivate: OnActivate) {
		this.database = database;
		this.table = table;
		this.onActivate = onActivate;
	}

	/** @param activates which new versions become active at once */
	async save(document: Document, now: number, activates: 'first' | 'each'): Promise<{ saved: boolean }> {
		return this.database.write(async (transaction) => {
			const versions = await this.versions(transaction, document.id);
			const known = versions.find(({ document: { version } }) => version === document.version);
			if (known && contentOf(known.document) === contentOf(document)) return { saved: false };
			if (known) {
				throw new LeadStoreError(
					'invalid',
					`Version ${document.version} of the ${this.table} '${document.id}' is in ${this.database.place} already, with other content`,
					`Give the changed ${this.table} the version ${versions[0]!.document.version + 1}: a version never changes, so that what it did can be explained.`,
				);
			}
			await this.insert(transaction, document, now);
			if (activates === 'each' || versions.length === 0) await this.makeActive(transaction, document, now);
			return { saved: true };
		});
	}

	async saveAsNeeded(document: Document, now: number): Promise<Document> {
		return this.database.write(async (transaction) => {
			const versions = await this.versions(transaction, document.id);
			const same = versions.find((known) => contentOf(known.document) === contentOf(document));
			const kept = same?.document ?? { ...document, version: Math.max(document.version, (versions[0]?.document.version ?? 0) + 1) };
			if (!same) await this.insert(transaction, kept, now);
			if (!same?.active) await this.makeActive(transaction, kept, now);
			return kept;
		});
	}

	async activate(id: string, version: number, now: number): Promise<void> {
		await this.database.write(async (transaction) => {
			const versions = await this.versions(transaction, id);
			if (!versions.some(({ document }) => document.version === version)) {
				throw new LeadStoreError(
					'notFound',
					`There is no version ${version} of the ${this.table} '${id}' in ${this.database.place}`,
					versions.length === 0 ? `Save the ${this.table} first.` : `Choose one of: ${versions.map(({ document }) => document.version).join(', ')}.`,
				);
			}
			await this.makeActive(transaction, { id, version }, now);
		});
	}

	/** Without a version, the active one. */
	async get(id: string, version?: number): Promise<StoredDocument<Document> | null> {
		return this.database.read(async (db) => {
			const query = db.selectFrom(this.table).selectAll().where('id', '=', id);
			const row = await (version === undefined ? query.where('active', '=', 1) : query.where('version', '=', version)).executeTakeFirst();
			return row ? this.toStored(row) : null;
		});
	}

	async list(): Promise<StoredDocument<Document>[]> {
		return this.database.read(async (db) => {
			const rows = await db.selectFrom(this.table).selectAll().orderBy('id').orderBy('version', 'desc').execute();
			return rows.map((row) => this.toStored(row));
		});
	}

	/** Latest first; two that change the versions of one id at once do so one after the other. */
	private async versions(transaction: Transaction<Schema>, id: string): Promise<StoredDocument<Document>[]> {
		if (this.database.dialect === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${`lead-store ${this.table} ${id}`}))`.execute(transaction);
		const rows = await transaction.selectFrom(this.table).selectAll().where('id', '=', id).orderBy('version', 'desc').execute();
		return rows.map((row) => this.toStored(row));
	}

	private async insert(transaction: Transaction<Schema>, document: Document, now: number): Promise<void> {
		const { id, version } = document;
		await transaction.insertInto(this.table).values({ id, version, definition: JSON.stringify(document), active: 0, saved_at: now }).execute();
	}

	private async makeActive(transaction: Transaction<Schema>, { id, version }: Versioned, now: number): Promise<void> {
		await sql`update ${sql.table(this.table)} set active = case when version = ${version} then 1 else 0 end where id = ${id}`.execute(transaction);
		await this.onActivate(transaction, id, now);
	}

	private toStored({ definition, active, saved_at }: { definition: string; active: number; saved_at: number }): StoredDocument<Document> {
		return { document: JSON.parse(definition) as Document, active: active === 1, savedAt: saved_at };
	}
}
