import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Dialect } from '../sql/Dialect';

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

const required: Column = (column) => column.notNull();
const primary: Column = (column) => column.notNull().primaryKey();
/** Type and properties of a key that the backend counts up. */
const numbering = (dialect: Dialect): { serial: 'integer' | 'bigserial'; counted: Column } =>
	dialect === 'sqlite' ? { serial: 'integer', counted: (column) => column.primaryKey().autoIncrement() } : { serial: 'bigserial', counted: (column) => column.primaryKey() };

/** The first schema. */
const first = (dialect: Dialect): Migration => ({
	async up(db: Kysely<unknown>) {
		const create = (table: string) => db.schema.createTable(table);
		const { serial, counted } = numbering(dialect);
		// Rows of one lead side by side: they are always read together.
		const clustered = dialect === 'sqlite' ? sql`without rowid` : sql``;

		await create('meta').addColumn('name', 'text', primary).addColumn('value', 'text', required).execute();
		await create('lead')
			.addColumn('id', serial, counted)
			.addColumn('revision', 'bigint', required)
			.addColumn('key', 'text', required)
			.addColumn('attributes', 'text', required)
			.addColumn('attribute_times', 'text', required)
			.addColumn('consent', 'text')
			.addColumn('consent_at', 'bigint')
			.addColumn('created_at', 'bigint', required)
			.addColumn('updated_at', 'bigint', required)
			.execute();
		await create('alias')
			.addColumn('alias', 'text', primary)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('created_at', 'bigint', required)
			.modifyEnd(clustered)
			.execute();
		await db.schema.createIndex('alias_lead').on('alias').column('lead_id').execute();
		await create('activity')
			.addColumn('lead_id', 'bigint', required)
			.addColumn('id', 'text', required)
			.addColumn('type', 'text', required)
			.addColumn('at', 'bigint', required)
			.addColumn('source', 'text')
			.addColumn('channel', 'text')
			.addColumn('campaign', 'text')
			.addColumn('properties', 'text')
			.addPrimaryKeyConstraint('activity_key', ['lead_id', 'id'])
			.modifyEnd(clustered)
			.execute();
		await create('adjustment')
			.addColumn('id', 'text', primary)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('points', 'double precision', required)
			.addColumn('reason', 'text', required)
			.addColumn('given_by', 'text')
			.addColumn('from_at', 'bigint')
			.addColumn('until_at', 'bigint')
			.addColumn('created_at', 'bigint', required)
			.execute();
		await db.schema.createIndex('adjustment_lead').on('adjustment').column('lead_id').execute();
		// The definition comes last: SQLite reads through it to what comes after.
		await create('model')
			.addColumn('id', 'text', required)
			.addColumn('version', 'bigint', required)
			.addColumn('active', 'integer', required)
			.addColumn('saved_at', 'bigint', required)
			.addColumn('definition', 'text', required)
			.addPrimaryKeyConstraint('model_key', ['id', 'version'])
			.execute();
		// Not clustered: its rows are long, and SQLite would spread each of them over two pages.
		await create('score_state')
			.addColumn('model_id', 'text', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('score', 'double precision', required)
			.addColumn('raw', 'double precision', required)
			.addColumn('fit', 'double precision', required)
			.addColumn('engagement', 'double precision', required)
			.addColumn('adjustment', 'double precision', required)
			.addColumn('grade', 'text')
			.addColumn('segment', 'text')
			.addColumn('band', 'text', required)
			.addColumn('band_since', 'bigint', required)
			.addColumn('model_version', 'bigint', required)
			.addColumn('scored_at', 'bigint', required)
			.addColumn('next_review_at', 'bigint')
			.addColumn('group_points', 'text', required)
			.addColumn('contributions', 'text', required)
			.addColumn('entered_bands', 'text', required)
			.addPrimaryKeyConstraint('score_state_key', ['lead_id', 'model_id'])
			.execute();
		await db.schema.createIndex('score_state_band').on('score_state').columns(['model_id', 'band', 'lead_id']).execute();
		await create('review')
			.addColumn('model_id', 'text', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('due_at', 'bigint', required)
			.addPrimaryKeyConstraint('review_key', ['lead_id', 'model_id'])
			.modifyEnd(clustered)
			.execute();
		await db.schema.createIndex('review_due').on('review').columns(['model_id', 'due_at', 'lead_id']).execute();
		await create('score_change')
			.addColumn('seq', serial, counted)
			.addColumn('model_id', 'text', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('at', 'bigint', required)
			.addColumn('delta', 'double precision', required)
			.addColumn('score', 'double precision', required)
			.addColumn('band', 'text', required)
			.addColumn('model_version', 'bigint', required)
			.addColumn('reasons', 'text', required)
			.execute();
		await db.schema.createIndex('score_change_lead').on('score_change').columns(['lead_id', 'model_id', 'seq']).execute();
		await create('transition')
			.addColumn('seq', serial, counted)
			.addColumn('id', 'text', (column) => column.notNull().unique())
			.addColumn('model_id', 'text', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('from_band', 'text')
			.addColumn('to_band', 'text', required)
			.addColumn('score', 'double precision', required)
			.addColumn('at', 'bigint', required)
			.addColumn('run_id', 'text')
			.execute();
		await db.schema.createIndex('transition_lead').on('transition').columns(['lead_id', 'seq']).execute();
		await db.schema.createIndex('transition_at').on('transition').column('at').execute();
		await db.schema.createIndex('transition_run').on('transition').columns(['run_id', 'seq']).execute();
		await create('consumer')
			.addColumn('id', 'text', primary)
			.addColumn('model_id', 'text')
			.addColumn('from_bands', 'text')
			.addColumn('to_bands', 'text')
			.execute();
		await create('delivery')
			.addColumn('consumer', 'text', required)
			.addColumn('transition_seq', 'bigint', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('state', 'text', required)
			.addColumn('attempts', 'integer', required)
			.addColumn('due_at', 'bigint', required)
			.addColumn('lease_until', 'bigint')
			.addColumn('token', 'text')
			.addColumn('last_error', 'text')
			.addPrimaryKeyConstraint('delivery_key', ['consumer', 'transition_seq'])
			.execute();
		await db.schema.createIndex('delivery_due').on('delivery').columns(['consumer', 'state', 'due_at']).execute();
		await db.schema.createIndex('delivery_lead').on('delivery').columns(['lead_id', 'consumer', 'transition_seq']).execute();
		await create('suppression')
			.addColumn('digest', 'text', primary)
			.addColumn('reason', 'text', required)
			.addColumn('note', 'text')
			.addColumn('at', 'bigint', required)
			.addColumn('erasure', 'text')
			.execute();
		await create('run')
			.addColumn('id', 'text', primary)
			.addColumn('name', 'text', required)
			.addColumn('attempt', 'integer', required)
			.addColumn('cursor', 'text')
			.addColumn('read', 'bigint', required)
			.addColumn('scored', 'bigint', required)
			.addColumn('changed', 'bigint', required)
			.addColumn('started_at', 'bigint', required)
			.addColumn('finished_at', 'bigint')
			.execute();
		// At most one run of a name is open.
		await db.schema.createIndex('run_open').unique().on('run').column('name').where(sql.ref('finished_at'), 'is', null).execute();
	},
});

/** Nurture campaigns. */
const campaigns = (dialect: Dialect): Migration => ({
	async up(db: Kysely<unknown>) {
		const create = (table: string) => db.schema.createTable(table);
		const { serial, counted } = numbering(dialect);

		await create('campaign')
			.addColumn('id', 'text', required)
			.addColumn('version', 'bigint', required)
			.addColumn('active', 'integer', required)
			.addColumn('saved_at', 'bigint', required)
			.addColumn('definition', 'text', required)
			.addPrimaryKeyConstraint('campaign_key', ['id', 'version'])
			.execute();
		await create('enrollment')
			.addColumn('seq', serial, counted)
			.addColumn('id', 'text', (column) => column.notNull().unique())
			.addColumn('campaign_id', 'text', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('enrolled_at', 'bigint', required)
			.addColumn('held_out', 'integer', required)
			.addColumn('passed', 'text', required)
			.addColumn('next_step', 'text')
			.addColumn('due_at', 'bigint')
			.addColumn('reason', 'text')
			.addColumn('outcome', 'text')
			.addColumn('ended_at', 'bigint')
			.addColumn('token', 'text')
			.addColumn('lease_until', 'bigint')
			.execute();
		// A lead is in a campaign once at a time.
		await db.schema.createIndex('enrollment_open').unique().on('enrollment').columns(['lead_id', 'campaign_id']).where(sql.ref('ended_at'), 'is', null).execute();
		await db.schema.createIndex('enrollment_due').on('enrollment').columns(['campaign_id', 'due_at']).where(sql.ref('ended_at'), 'is', null).execute();
		await db.schema.createIndex('enrollment_lead').on('enrollment').columns(['lead_id', 'seq']).execute();
		await create('message')
			.addColumn('id', 'text', primary)
			.addColumn('enrollment_id', 'text', required)
			.addColumn('campaign_id', 'text', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('step', 'text', required)
			.addColumn('variant', 'text')
			.addColumn('state', 'text', required)
			.addColumn('attempts', 'integer', required)
			.addColumn('taken_at', 'bigint', required)
			.addColumn('sent_at', 'bigint')
			.addColumn('last_error', 'text')
			.addUniqueConstraint('message_step', ['enrollment_id', 'step'])
			.execute();
		await db.schema.createIndex('message_lead').on('message').columns(['lead_id', 'taken_at']).execute();
		await create('occasion_consumer')
			.addColumn('id', 'text', primary)
			.addColumn('kind', 'text', required)
			.addColumn('campaign_id', 'text')
			.addColumn('quiet_days', 'double precision')
			.execute();
		await create('occasion')
			.addColumn('seq', serial, counted)
			.addColumn('id', 'text', required)
			.addColumn('consumer', 'text', required)
			.addColumn('kind', 'text', required)
			.addColumn('lead_id', 'bigint', required)
			.addColumn('at', 'bigint', required)
			.addColumn('details', 'text', required)
			.addColumn('state', 'text', required)
			.addColumn('attempts', 'integer', required)
			.addColumn('due_at', 'bigint', required)
			.addColumn('lease_until', 'bigint')
			.addColumn('token', 'text')
			.addColumn('last_error', 'text')
			.addUniqueConstraint('occasion_once', ['consumer', 'id'])
			.execute();
		await db.schema.createIndex('occasion_due').on('occasion').columns(['consumer', 'state', 'due_at']).execute();
		await db.schema.createIndex('occasion_lead').on('occasion').columns(['lead_id', 'consumer', 'seq']).execute();
	},
});

/** What tells whether a transaction was committed. */
const receipts: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema.createTable('receipt').addColumn('id', 'text', primary).addColumn('committed', 'integer', required).execute();
	},
};

/** What changes with every activity, apart from a lead's long row: that would be written anew each time. */
const revisions = (dialect: Dialect): Migration => ({
	async up(db: Kysely<unknown>) {
		const [type, roomToUpdateInPlace] = dialect === 'sqlite' ? (['integer', sql``] as const) : (['bigint', sql`with (fillfactor = 50)`] as const);
		await db.schema
			.createTable('lead_revision')
			.addColumn('lead_id', type, primary)
			.addColumn('revision', 'bigint', required)
			.addColumn('updated_at', 'bigint', required)
			.modifyEnd(roomToUpdateInPlace)
			.execute();
		await sql`insert into lead_revision (lead_id, revision, updated_at) select id, revision, updated_at from lead`.execute(db);
		await db.schema.alterTable('lead').dropColumn('revision').execute();
		await db.schema.alterTable('lead').dropColumn('updated_at').execute();
	},
});

/** All steps of the schema by name, in order. What has been released is never changed: a change is a new step. */
export const migrations = (dialect: Dialect): Record<string, Migration> => ({
	'0001-first': first(dialect),
	'0002-campaigns': campaigns(dialect),
	'0003-receipts': receipts,
	'0004-revisions': revisions(dialect),
});
