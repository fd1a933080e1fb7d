import { openLeadRepository } from '../../store';
import { backends } from './backends';
import { querySql } from './querySql';

const WRITTEN_AT = Date.UTC(2026, 10, 20);

/** As the schema was when a lead's own row had what changes with every activity. */
const BEFORE_REVISIONS = [
	'alter table lead add column revision bigint not null default 7',
	`alter table lead add column updated_at bigint not null default ${WRITTEN_AT}`,
	'drop table lead_revision',
	"delete from kysely_migration where name = '0004-revisions'",
];

describe.each(backends)('a store on $name of an older version', ({ emptyStore }) => {
	it('keeps what it has, and goes on', async () => {
		const config = await emptyStore();
		const older = await openLeadRepository(config);
		await older.leads.upsert([{ key: 'anna@acme.no', attributes: { name: 'Anna' } }], WRITTEN_AT);
		await older.close();
		for (const statement of BEFORE_REVISIONS) await querySql(config, statement);

		const store = await openLeadRepository(config);
		expect(await store.leads.get('anna@acme.no')).toMatchObject({ attributes: { name: 'Anna' }, updatedAt: WRITTEN_AT });
		await store.activities.record([{ lead: 'anna@acme.no', type: 'demo_request', at: WRITTEN_AT }, { lead: 'bo@acme.no', type: 'page_view', at: WRITTEN_AT }], WRITTEN_AT + 1);
		expect(await store.leads.get('anna@acme.no')).toMatchObject({ updatedAt: WRITTEN_AT + 1 });
		const revisions = await querySql(config, 'select revision from lead_revision order by lead_id');
		expect(revisions.map(({ revision }) => Number(revision))).toEqual([8, 2]);
		await store.close();
	});
});
