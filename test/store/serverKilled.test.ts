import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres, type RunningPostgres } from '../../host/startPostgres';
import { compileModel } from '../../engine';
import { openLeadRepository, runScoring, type ActivityInput, type LeadStoreConfig } from '../../store';
import { bundleProcess } from './bundleProcess';
import { expectAcknowledged } from './expectAcknowledged';
import { expectScored } from './expectSound';
import { killServer } from './killServer';
import { movingModel } from './movingModel';
import { startEventProcess } from './startEventProcess';
import { transitionsOf } from './transitionsOf';

const KILLS = 20;
const PROCESSES = 4;
/** Leads and events of a batch: enough for the store to copy them in. */
const LEADS = 4;
const EVENTS = 32;
/** How many batches are handed to a process at a time. */
const AHEAD = 20;
/** From the server's start to its end, at most. */
const LONGEST_LIFE_MS = 400;

/** Each process has leads of its own, so that they write side by side. */
const keysOf = (name: number): string[] => Array.from({ length: LEADS }, (_, n) => `lead${name}.${n}@acme.no`);
const batchOf = (name: number, batch: number): ActivityInput[] =>
	Array.from({ length: EVENTS }, (_, n) => ({ lead: keysOf(name)[n % LEADS]!, id: `${name}.${batch}.${n}`, type: (batch + n) % 2 === 0 ? 'up' : 'down', at: Date.now() }));

describe('a PostgreSQL server that is killed', () => {
	let folder: string;
	let server: RunningPostgres;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'killed-postgres-'));
		server = await startPostgres(folder);
	}, 120_000);
	afterAll(async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	});

	it(`keeps what the store acknowledged, and has nothing written twice by those who go on, ${KILLS} times`, async () => {
		const { host, port, database, user, password } = server;
		const config: LeadStoreConfig = { backend: 'postgres', host, port, database, user, password, schema: 'leads' };
		const repository = await openLeadRepository(config);
		await repository.models.save(movingModel, Date.now());

		const script = await bundleProcess('eventProcess');
		const processes = Array.from({ length: PROCESSES }, () => startEventProcess(script, config));
		await Promise.all(processes.map(({ tells }) => tells(1)));
		let isOver = false;
		const feeding = processes.map(async ({ take, tells, finish, ended }, name) => {
			// One that ends by itself has failed, and so has the test.
			void ended.then(() => (isOver = true));
			for (let batch = 0; !isOver; batch++) {
				take(batchOf(name, batch));
				// Two answers a batch, after the first word.
				await tells(1 + 2 * (batch - AHEAD));
				await pause(0);
			}
			finish();
		});
		for (let kill = 0; kill < KILLS && !isOver; kill++) {
			await pause(Math.random() * LONGEST_LIFE_MS);
			await killServer(server.pid);
			await server.stop(0);
			server = await startPostgres(folder, port);
		}
		isOver = true;
		await Promise.all(feeding);
		expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual(processes.map(() => 0));

		const keys = processes.flatMap((_, name) => keysOf(name));
		const told = processes.flatMap((process) => process.told);
		await expectAcknowledged(repository, keys, told, EVENTS);
		// Also a change whose answer got lost was told by the one who made it, unless the server stayed away for too long.
		const scored = told.flatMap((each) => (each.what === 'scored' ? [each] : []));
		const toldIds = new Set(scored.flatMap(({ transitions }) => transitions.map(({ id }) => id)));
		const doubtful = new Set(scored.flatMap(({ asked, keys: ofCall }) => (asked > 1 ? ofCall : [])));
		expect((await transitionsOf(repository)).filter(({ id, key }) => !toldIds.has(id) && !doubtful.has(key))).toEqual([]);
		expect(scored.filter(({ asked }) => asked === 1).length).toBeGreaterThan(KILLS);

		const scorer = compileModel(movingModel);
		const run = runScoring({ repository, modelId: movingModel.id, scorer, clock: Date.now }, { name: 'nightly', which: 'due' });
		while (!(await run.next()).done);
		for (const key of keys) await expectScored(repository, movingModel.id, key, scorer);
		await repository.close();
	}, 600_000);
});
