import { sql, type Selectable, type Transaction } from 'kysely';
import type { Model } from '../../engine';
import { LeadStoreError } from '../LeadStoreError';
import type { Models, StoredModel } from '../ports/Models';
import type { ModelTable, Schema } from '../schema/Schema';
import type { Database } from './Database';

const toStored = ({ definition, active, saved_at }: Selectable<ModelTable>): StoredModel => ({
	model: JSON.parse(definition) as Model,
	active: active === 1,
	savedAt: saved_at,
});

/** The content alone, whatever version it goes by. */
const contentOf = (model: Model): string => JSON.stringify({ ...model, version: 0 });

export class SqlModels implements Models {
	private readonly database: Database;

	constructor(database: Database) {
		this.database = database;
	}

	async save(model: Model, now: number): Promise<{ saved: boolean }> {
		return this.database.write(async (transaction) => {
			const versions = await this.versions(transaction, model.id);
			const known = versions.find(({ model: { version } }) => version === model.version);
			if (known && contentOf(known.model) === contentOf(model)) return { saved: false };
			if (known) {
				throw new LeadStoreError('invalid', `Version ${model.version} of the model '${model.id}' is in ${this.database.place} already, with other content`, `Give the changed model the version ${versions[0]!.model.version + 1}: a version never changes, so that every score can be explained.`);
			}
			await this.insert(transaction, model, now);
			if (versions.length === 0) await this.makeActive(transaction, model.id, model.version, now);
			return { saved: true };
		});
	}

	async saveAsNeeded(model: Model, now: number): Promise<Model> {
		return this.database.write(async (transaction) => {
			const versions = await this.versions(transaction, model.id);
			const same = versions.find((known) => contentOf(known.model) === contentOf(model));
			const kept = same?.model ?? { ...model, version: Math.max(model.version, (versions[0]?.model.version ?? 0) + 1) };
			if (!same) await this.insert(transaction, kept, now);
			if (!same?.active) await this.makeActive(transaction, kept.id, kept.version, now);
			return kept;
		});
	}

	async activate(id: string, version: number, now: number): Promise<void> {
		await this.database.write(async (transaction) => {
			const versions = await this.versions(transaction, id);
			if (!versions.some(({ model }) => model.version === version)) {
				throw new LeadStoreError('notFound', `There is no version ${version} of the model '${id}' in ${this.database.place}`, versions.length === 0 ? 'Save the model first.' : `Choose one of: ${versions.map(({ model }) => model.version).join(', ')}.`);
			}
			await this.makeActive(transaction, id, version, now);
		});
	}

	async get(id: string, version?: number): Promise<StoredModel | null> {
		return this.database.read(async (db) => {
			const query = db.selectFrom('model').selectAll().where('id', '=', id);
			const row = await (version === undefined ? query.where('active', '=', 1) : query.where('version', '=', version)).executeTakeFirst();
			return row ? toStored(row) : null;
		});
	}

	async list(): Promise<StoredModel[]> {
		return this.database.read(async (db) => (await db.selectFrom('model').selectAll().orderBy('id').orderBy('version', 'desc').execute()).map(toStored));
	}

	/** Latest first; two that change the versions of a model at once do so one after the other. */
	private async versions(transaction: Transaction<Schema>, id: string): Promise<StoredModel[]> {
		if (this.database.dialect === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${`lead-store model ${id}`}))`.execute(transaction);
		return (await transaction.selectFrom('model').selectAll().where('id', '=', id).orderBy('version', 'desc').execute()).map(toStored);
	}

	private async insert(transaction: Transaction<Schema>, model: Model, now: number): Promise<void> {
		await transaction.insertInto('model').values({ id: model.id, version: model.version, definition: JSON.stringify(model), active: 0, saved_at: now }).execute();
	}

	private async makeActive(transaction: Transaction<Schema>, id: string, version: number, now: number): Promise<void> {
		await sql`update model set active = case when version = ${version} then 1 else 0 end where id = ${id}`.execute(transaction);
		await sql`
			insert into review (model_id, lead_id, due_at) select ${id}, id, ${sql.lit(now)} from lead where true
			on conflict (lead_id, model_id) do update set due_at = excluded.due_at where excluded.due_at < review.due_at
		`.execute(transaction);
	}
}
