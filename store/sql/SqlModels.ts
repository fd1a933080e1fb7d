import { sql } from 'kysely';
import type { Model } from '../../engine';
import type { Models, StoredModel } from '../ports/Models';
import { asBigint } from './asBigint';
import type { Database } from './Database';
import { VersionedDocuments, type StoredDocument } from './VersionedDocuments';

const toModel = ({ document, ...stored }: StoredDocument<Model>): StoredModel => ({ model: document, ...stored });

/** Leads that are made due at a time; in between, whoever else waits in this process has its turn. */
const SLICE = 5_000;

export class SqlModels implements Models {
	private readonly documents: VersionedDocuments<Model>;

	constructor(database: Database) {
		this.documents = new VersionedDocuments<Model>(database, 'model', async (transaction, id, now) => {
			// Nobody begins a lead, or saves a score by the version before, while all are made due.
			await database.holdLeads(transaction, 'alone');
			for (let after = -1; ; ) {
				// Every lead may have another score under another version.
				const { rows } = await sql<{ lead_id: number }>`
					insert into review (model_id, lead_id, due_at) select ${id}, id, ${asBigint(now)} from (select id from lead where id > ${after} order by id limit ${SLICE}) as part where true
					on conflict (lead_id, model_id) do update set due_at = case when excluded.due_at < review.due_at then excluded.due_at else review.due_at end
					returning lead_id
				`.execute(transaction);
				if (rows.length < SLICE) return;
				after = Math.max(...rows.map(({ lead_id }) => lead_id));
			}
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
