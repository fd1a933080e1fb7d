import { DatabaseSync } from 'node:sqlite';
import { compileModel, starterTemplates } from '../../engine';
import { openLeadRepository, runScoring, type LeadStoreConfig } from '../../store';
import { backends } from './backends';
import { querySql } from './querySql';

const LEADS = 20_000;
/** Every fiftieth: 2%. */
const DUE_EVERY = 50;
const BATCH = 1000;
const { model } = starterTemplates[0]!;
const numbers = Array.from({ length: LEADS }, (_, number) => number);
const keyOf = (number: number): string => `lead${number}@acme.no`;

/** A store of scored leads, of which 2% are due: somebody was seen doing something. */
async function fill(config: LeadStoreConfig): Promise<void> {
	const repository = await openLeadRepository(config);
	const now = Date.now();
	await repository.models.saveAsNeeded(model, now);
	for (let start = 0; start < LEADS; start += BATCH) {
		const batch = numbers.slice(start, start + BATCH);
		await repository.leads.upsert(batch.map((number) => ({ key: keyOf(number), attributes: { jobTitle: 'CTO' } })), now);
		await repository.activities.record(batch.map((number) => ({ lead: keyOf(number), id: 'a', type: 'page_view', at: now - 1000 })), now);
	}
	await runDue(repository);
	const seen = numbers.filter((number) => number % DUE_EVERY === 0);
	await repository.activities.record(seen.map((number) => ({ lead: keyOf(number), id: 'b', type: 'page_view', at: now })), now);
	await repository.close();
}

async function runDue(repository: Awaited<ReturnType<typeof openLeadRepository>>): Promise<number> {
	const run = runScoring({ repository, modelId: model.id, scorer: compileModel(model), clock: Date.now }, { name: 'nightly', which: 'due' });
	for (;;) {
		const { done, value } = await run.next();
		if (done) return value.read;
	}
}

/** Rows that PostgreSQL has read of the tables that grow with the leads, so far. */
async function rowsRead(config: LeadStoreConfig): Promise<Map<string, { scanned: number; found: number }>> {
	const rows = await querySql(
		config,
		`select relname as name, seq_tup_read as scanned, coalesce(idx_tup_fetch, 0) as found from pg_stat_user_tables
		where schemaname = current_schema() and relname in ('lead', 'review', 'activity', 'score_state')`,
	);
	return new Map(rows.map(({ name, scanned, found }) => [String(name), { scanned: Number(scanned), found: Number(found) }]));
}

const [sqlite, postgres] = backends;

it('a run over those that are due reads on PostgreSQL what is due, and no table as a whole', async () => {
	const config = await postgres!.emptyStore();
	await fill(config);
	const before = await rowsRead(config);
	const repository = await openLeadRepository(config);
	expect(await runDue(repository)).toBe(LEADS / DUE_EVERY);
	// The server counts what a connection has read when it closes, at the latest.
	await repository.close();

	const after = await rowsRead(config);
	expect([...after.keys()].sort()).toEqual(['activity', 'lead', 'review', 'score_state']);
	for (const [name, { scanned, found }] of after) {
		expect({ name, scanned: scanned - before.get(name)!.scanned }).toEqual({ name, scanned: 0 });
		// Each that is due is found, looked up and planned anew, some of it more than once.
		expect(found - before.get(name)!.found).toBeLessThan((LEADS / DUE_EVERY) * 8);
	}
}, 300_000);

it('recording reads on PostgreSQL no table as a whole, also while the server does not know how large they are', async () => {
	const config = await postgres!.emptyStore();
	const repository = await openLeadRepository(config);
	await repository.models.saveAsNeeded(model, 1);
	for (let start = 0; start < 10 * BATCH; start += BATCH) {
		await repository.leads.upsert(numbers.slice(start, start + BATCH).map((number) => ({ key: keyOf(number), attributes: {} })), 1);
	}
	await repository.close();
	const before = await rowsRead(config);
	const again = await openLeadRepository(config);
	for (let start = 0; start < BATCH; start += 100) {
		await again.activities.record(numbers.slice(start, start + 100).map((number) => ({ lead: keyOf(number), type: 'page_view', at: 2 })), 2);
	}
	await again.close();
	const after = await rowsRead(config);
	for (const [name, { scanned }] of after) expect({ name, scanned: scanned - before.get(name)!.scanned }).toEqual({ name, scanned: 0 });
}, 60_000);

it('a run over those that are due goes on SQLite by indexes alone, the first by when they are due', async () => {
	const config = await sqlite!.emptyStore();
	if (config.backend !== 'sqlite') throw new Error('the first backend is SQLite');
	await fill(config);
	const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
	const repository = await openLeadRepository(config);
	expect(await runDue(repository)).toBe(LEADS / DUE_EVERY);
	await repository.close();
	const statements = [...new Set(prepare.mock.calls.map(([statement]) => statement))].filter((statement) => /\b(?:lead|review|activity|score_state)\b/.test(statement) && !/^\s*(?:pragma|begin|commit|create)/i.test(statement));
	prepare.mockRestore();

	const plans = await Promise.all(statements.map((statement) => querySql(config, `explain query plan ${statement.replace(/\?\d*/g, 'null')}`)));
	const steps = plans.flat().map(({ detail }) => String(detail));
	expect(steps).toContainEqual(expect.stringMatching(/SEARCH review USING (?:COVERING )?INDEX review_due/));
	// Lists of parameters are read as a whole, tables are not.
	expect(steps.filter((step) => /^SCAN (?:lead|review|activity|score_state)\b/.test(step))).toEqual([]);
}, 300_000);
