import { randomUUID } from 'node:crypto';
import { LeadStoreError } from '../LeadStoreError';
import type { AdjustmentInput, Adjustments, StoredAdjustment } from '../ports/Adjustments';
import type { Database } from './Database';
import type { Identities } from './Identities';
import { touchLead } from './touchLead';

export class SqlAdjustments implements Adjustments {
	private readonly database: Database;
	private readonly identities: Identities;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async add({ lead, points, reason, by, from, until }: AdjustmentInput, now: number): Promise<StoredAdjustment> {
		if (!Number.isFinite(points)) throw new LeadStoreError('invalid', `The points of an adjustment must be a number, got ${String(points)}`, 'Give a number such as 10 or -5.');
		const id = randomUUID();
		await this.database.write(async (transaction) => {
			const { id: leadId } = await this.identities.mustLock(transaction, lead);
			await transaction
				.insertInto('adjustment')
				.values({ id, lead_id: leadId, points, reason, given_by: by ?? null, from_at: from ?? null, until_at: until ?? null, created_at: now })
				.execute();
			await touchLead(this.database, transaction, leadId, now);
		});
		return { id, points, reason, ...(by !== undefined && { by }), ...(from !== undefined && { from }), ...(until !== undefined && { until }), createdAt: now };
	}

	async list(lead: string): Promise<StoredAdjustment[]> {
		return this.database.read(async (db) => {
			const { id } = await this.identities.mustFind(db, lead);
			const rows = await db.selectFrom('adjustment').selectAll().where('lead_id', '=', id).orderBy('created_at').orderBy('id').execute();
			return rows.map((row) => ({
				id: row.id,
				points: row.points,
				reason: row.reason,
				...(row.given_by !== null && { by: row.given_by }),
				...(row.from_at !== null && { from: row.from_at }),
				...(row.until_at !== null && { until: row.until_at }),
				createdAt: row.created_at,
			}));
		});
	}

	async remove(lead: string, id: string, now: number): Promise<boolean> {
		return this.database.write(async (transaction) => {
			const { id: leadId } = await this.identities.mustLock(transaction, lead);
			const { numDeletedRows } = await transaction.deleteFrom('adjustment').where('id', '=', id).where('lead_id', '=', leadId).executeTakeFirst();
			if (numDeletedRows === 0n) return false;
			await touchLead(this.database, transaction, leadId, now);
			return true;
		});
	}
}
