import { openLeadRepository } from '../../store';
import { backends } from './backends';
import { bundleProcess } from './bundleProcess';
import { querySql } from './querySql';
import { startEventProcess } from './startEventProcess';

const ROUNDS = 5;
const COPIES = 2;

describe.each(backends)('an empty store on $name that several copies open at once', ({ emptyStore }) => {
	it('is made once, and serves all of them', async () => {
		const script = await bundleProcess('eventProcess');
		for (let round = 0; round < ROUNDS; round++) {
			const config = await emptyStore();
			const copies = Array.from({ length: COPIES }, () => startEventProcess(script, config));
			copies.forEach(({ finish }) => finish());
			expect(await Promise.all(copies.map(({ ended }) => ended))).toEqual(copies.map(() => 0));
			expect(copies.map(({ told }) => told)).toEqual(copies.map(() => [{ what: 'opened' }]));
			const done = await querySql(config, 'select name from kysely_migration order by name');
			expect(done.map(({ name }) => name)).toEqual(['0001-first', '0002-campaigns', '0003-receipts', '0004-revisions']);
			// One salt, or each copy would know the erased by other digests.
			expect(await querySql(config, 'select name from meta')).toHaveLength(1);
		}
	}, 300_000);

	it('is made once by many in one process, too', async () => {
		const config = await emptyStore();
		const copies = await Promise.all(Array.from({ length: 6 }, () => openLeadRepository(config)));
		expect(await querySql(config, 'select name from kysely_migration')).toHaveLength(4);
		await Promise.all(copies.map((copy) => copy.leads.upsert([{ key: 'anna@acme.no' }], Date.now())));
		expect((await copies[0]!.leads.list({ after: null, limit: 10 })).rows).toHaveLength(1);
		await Promise.all(copies.map((copy) => copy.close()));
	}, 120_000);
});
