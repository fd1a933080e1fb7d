import { sql } from 'kysely';
import type { Model } from '../../engine';
import type { Models, StoredModel } from '../ports/Models';
import type { Database } from './Database';
import { VersionedDocuments, type StoredDocument } from './VersionedDocuments';

const toModel = ({ document, ...stored }: StoredDocument<Model>): StoredModel => ({ model: document, ...stored });

export class SqlModels implements Models {
	private readonly documents: VersionedDocuments<Model>;

	constructor(database: Database) {
		this.documents = new VersionedDocuments<Model>(database, 'model', async (transaction, id, now) => {
			// Every lead may have another score under another version.
			await sql`
				insert into review (model_id, lead_id, due_at) select ${id}, id, ${sql.lit(now)} from lead where true
				on conflict (lead_id, model_id) do update set due_at = excluded.due_at where excluded.due_at < review.due_at
			`.execute(transaction);
		});
	}

	async save(model: Model, now: number): Promise<{ saved: boolean }> {
		return this.documents.save(model, now, 'first');
	}

	async saveAsNeeded(model: Model, now: number): Promise<Model> {
		return this.documents.saveAsNeeded(model, now);
	}

	async activate(id: string, version: number, now: number): Promise<void> {
		await this.documents.activate(id, version, now);
	}

	async get(id: string, version?: number): Promise<StoredModel | null> {
		const found = await this.documents.get(id, version);
		return found && toModel(found);
	}

	async list(): Promise<StoredModel[]> {
		return (await this.documents.list()).map(toModel);
	}
}
