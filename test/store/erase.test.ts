import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { compileModel, starterTemplates } from '../../engine';
import { openLeadRepository, type LeadRepository, type LeadStoreConfig } from '../../store';
import { backends } from './backends';

const NOW = 1_000_000_000_000;
const LEADS = 1_500;
const ALL = { after: null, limit: 10_000 };
const model = starterTemplates[0]!.model;
const scorer = compileModel(model);

/** A word that stands for a person in everything that is kept of them, and comes after no other in any order. */
const nameOf = (n: number): string => `pers${((n * 7919) % 99_991).toString(36).padStart(5, '0')}on`;
const victims = Array.from({ length: 15 }, (_, index) => index * 97 + 3);

/** Everything that is kept anywhere, as text. */
async function contentOf(config: LeadStoreConfig): Promise<string> {
	if (config.backend === 'sqlite') {
		const files = await readdir(config.folder);
		return (await Promise.all(files.map((file) => readFile(join(config.folder, file), 'latin1')))).join('\n');
	}
	const { host, port, database, user, password, schema } = config;
	const client = new Client({ host, port, database, user, password });
	await client.connect();
	try {
		const { rows: tables } = await client.query<{ name: string }>('select table_name as name from information_schema.tables where table_schema = $1', [schema]);
		let content = '';
		for (const { name } of tables) {
			const { rows } = await client.query<{ row: string }>(`select t::text as row from "${schema}"."${name}" as t`);
			content += rows.map(({ row }) => row).join('\n');
		}
		return content;
	} finally {
		await client.end();
	}
}

describe.each(backends)('erasing on $name', ({ emptyStore }) => {
	let config: LeadStoreConfig;
	let repository: LeadRepository;

	beforeAll(async () => {
		config = await emptyStore();
		repository = await openLeadRepository(config);
		await repository.models.save(model, NOW);
		await repository.transitions.subscribe({ id: 'sales' }, NOW);
		const numbers = Array.from({ length: LEADS }, (_, n) => n);
		await repository.leads.upsert(
			numbers.map((n) => ({ key: `${nameOf(n)}@acme.no`, aliases: [`crm:${nameOf(n)}`], attributes: { jobTitle: 'CTO', note: `${nameOf(n)} ${'x'.repeat(n % 300)}` } })),
			NOW,
		);
		// In small, mixed portions, as it happens: rows of one lead come to lie on many pages, and move between them.
		for (let round = 0; round < 6; round++) {
			const some = numbers.map((n) => ({ n: (n * 613 + round * 131) % LEADS, round }));
			await repository.activities.record(
				some.map(({ n }) => ({ lead: `crm:${nameOf(n)}`, id: `${nameOf(n)}-${round}`, type: 'page_view', at: NOW - round, source: nameOf(n), properties: { who: nameOf(n), pad: 'y'.repeat((n * 7) % 200) } })),
				NOW,
			);
			await repository.leads.upsert(some.slice(0, 400).map(({ n }) => ({ key: `crm:${nameOf(n)}`, attributes: { more: `${nameOf(n)}${'z'.repeat((n * 31) % 700)}` } })), NOW + round);
		}
		for (const n of victims) {
			await repository.adjustments.add({ lead: `crm:${nameOf(n)}`, points: 5, reason: `Met ${nameOf(n)}`, by: nameOf(n) }, NOW);
			await repository.suppressions.add(`${nameOf(n)}@acme.no`, 'unsubscribed', NOW, `said ${nameOf(n)}`);
		}
		for (let after: string | null = null, more = true; more; ) {
			const page = await repository.scores.page({ modelId: model.id, dueAt: null, after, limit: 500 });
			await repository.scores.save(model.id, page.rows.map((input) => ({ input, result: scorer.score(input.lead, NOW, input.state?.band) })), NOW);
			after = page.next;
			more = after !== null;
		}
		const leased = await repository.transitions.lease('sales', { limit: LEADS, leaseMs: 1000, now: NOW });
		for (const delivery of leased.filter(({ transition }) => victims.some((n) => transition.key.includes(nameOf(n))))) {
			await repository.transitions.fail([delivery], `no mailbox ${delivery.transition.key}`, { now: NOW, maxAttempts: 1 });
		}
	}, 120_000);
	afterAll(() => repository.close());

	it('leaves nothing of the person anywhere, and everything of the others', async () => {
		const before = await contentOf(config);
		for (const n of [...victims, 1, 2]) expect(before).toContain(nameOf(n));

		expect(await repository.leads.erase(`crm:${nameOf(victims[0]!)}`, NOW)).toEqual({ erased: true, activities: 6 });
		await Promise.all(victims.slice(1).map((n) => repository.leads.erase(`${nameOf(n)}@acme.no`, NOW)));

		const after = await contentOf(config);
		expect(victims.filter((n) => after.includes(nameOf(n)))).toEqual([]);
		const others = Array.from({ length: LEADS }, (_, n) => n).filter((n) => !victims.includes(n));
		expect(others.filter((n) => !after.includes(nameOf(n)))).toEqual([]);
		expect((await repository.leads.list(ALL)).rows).toHaveLength(others.length);
		expect(await repository.leads.get(`crm:${nameOf(victims[3]!)}`)).toBeNull();
		expect((await repository.transitions.deliveries({ ...ALL, state: 'failed' })).rows).toEqual([]);
	}, 120_000);

	it('keeps the person from coming back, by whatever name, until that is lifted', async () => {
		const name = nameOf(victims[5]!);
		const [key, id] = [`${name}@acme.no`, `crm:${name}`];
		for (const outcome of [
			...(await repository.leads.upsert([{ key: 'new@acme.no', aliases: [id] }, { key }], NOW)),
			await repository.leads.identify({ key, aliases: ['visitor:9'] }, NOW),
			...(await repository.activities.record([{ lead: id, type: 'page_view', at: NOW }], NOW)),
		]) {
			expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining('erased'), remedy: expect.stringContaining('lift') });
		}
		expect(await repository.leads.get('new@acme.no')).toBeNull();
		expect(await repository.leads.get('visitor:9')).toBeNull();
		expect(await repository.suppressions.check([key, id, 'else@acme.no'])).toMatchObject([{ reason: 'erased', note: null }, { reason: 'erased' }, null]);

		// One of the names is enough to lift all that went together.
		expect(await repository.suppressions.lift(id, NOW)).toBe(true);
		expect(await repository.leads.upsert([{ key, aliases: [id] }], NOW)).toMatchObject([{ ok: true, created: true }]);
		expect((await repository.activities.list(key, ALL)).rows).toEqual([]);
		expect(await repository.suppressions.check([`${nameOf(victims[6]!)}@acme.no`])).toMatchObject([{ reason: 'erased' }]);
	});

	it('of somebody unknown keeps them out, and needs no lead to be suppressed', async () => {
		expect(await repository.leads.erase('Stranger@acme.no', NOW)).toEqual({ erased: false, activities: 0 });
		expect(await repository.leads.upsert([{ key: 'stranger@acme.no' }], NOW)).toMatchObject([{ ok: false }]);
		await expect(repository.suppressions.add(`${nameOf(1)}@acme.no`, 'erased', NOW)).rejects.toMatchObject({ code: 'invalid', remedy: expect.stringContaining('Erase') });
	});

	it('wins over whoever writes at the same time', async () => {
		for (let round = 0; round < 10; round++) {
			const [key, id] = [`race${round}@acme.no`, `crm:race${round}`];
			await repository.leads.upsert([{ key, aliases: [id] }], NOW);
			const [input] = await repository.scores.read(model.id, [key]);
			const visits = Array.from({ length: 5 }, (_, n) => ({ lead: n % 2 === 0 ? key : id, type: 'page_view', at: NOW + n }));
			await Promise.all([
				repository.activities.record(visits.slice(0, 3), NOW),
				repository.leads.upsert([{ key, aliases: [`visitor:race${round}`], attributes: { city: 'Oslo' } }], NOW),
				repository.leads.erase(id, NOW),
				repository.scores.save(model.id, [{ input: input!, result: scorer.score(input!.lead, NOW) }], NOW),
				repository.activities.record(visits.slice(3), NOW),
			]);
			for (const each of [key, id]) expect(await repository.leads.get(each)).toBeNull();
			// Only what never was told to be the same person may have stayed.
			expect((await repository.leads.get(`visitor:race${round}`))?.aliases ?? []).not.toContain(key);
		}
		const orphans = (await contentOf(config)).match(/race\d+@acme\.no/g);
		expect(orphans).toBeNull();
	}, 120_000);
});
