import { setTimeout as pause } from 'node:timers/promises';
import { compileModel } from '../../engine';
import { openLeadRepository, runScoring, type ActivityInput, type LeadRepository, type LeadStoreConfig } from '../../store';
import { backends } from './backends';
import { bundleProcess } from './bundleProcess';
import { expectAcknowledged } from './expectAcknowledged';
import { expectScored } from './expectSound';
import { movingModel } from './movingModel';
import { startEventProcess, type EventProcess } from './startEventProcess';

const KILLS = 100;
/** Of them at a time. */
const LANES = 3;
const LEADS = 30;
const BATCH = 10;
/** More batches than a process gets through before it is killed. */
const BATCHES = 60;
/** It opens the store and answers two things a batch; so many of these it tells at most before it is killed, */
const MOST_TOLD = 8;
/** and so long after that, in ms. */
const LONGEST_PAUSE_MS = 15;

const keys = Array.from({ length: LEADS }, (_, n) => `lead${n}@acme.no`);
/** The events of a batch have ids of their own: `<process>.<batch>.<event>`. */
const batchOf = (name: string, batch: number): ActivityInput[] =>
	Array.from({ length: BATCH }, (_, n) => ({
		lead: keys[(batch * 7 + n) % LEADS]!,
		id: `${name}.${batch}.${n}`,
		type: (batch + n) % 2 === 0 ? 'up' : 'down',
		at: Date.now(),
	}));

describe.each(backends)('a store on $name whose processes are killed', ({ emptyStore }) => {
	let config: LeadStoreConfig;
	let repository: LeadRepository;

	beforeEach(async () => {
		config = await emptyStore();
		repository = await openLeadRepository(config);
		await repository.models.save(movingModel, Date.now());
		await repository.leads.upsert(keys.map((key) => ({ key })), Date.now());
	});
	afterEach(() => repository.close());

	it(`keeps what it acknowledged, has nothing half-written, and goes on, ${KILLS} times`, async () => {
		const script = await bundleProcess('eventProcess');
		const killed: EventProcess[] = [];
		const lane = async (): Promise<void> => {
			while (killed.length < KILLS) {
				const process = startEventProcess(script, config);
				const name = String(killed.push(process));
				for (let batch = 0; batch < BATCHES; batch++) process.take(batchOf(name, batch));
				await process.tells(1 + Math.floor(Math.random() * MOST_TOLD));
				await pause(Math.random() * LONGEST_PAUSE_MS);
				process.kill();
				expect(await process.ended).toBe('SIGKILL');
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));

		const told = killed.flatMap((process) => process.told);
		// They died at work, not before.
		expect(told.filter(({ what }) => what === 'scored').length).toBeGreaterThan(KILLS);
		await expectAcknowledged(repository, keys, told, BATCH);

		// The next run goes on from there.
		const scorer = compileModel(movingModel);
		const run = runScoring({ repository, modelId: movingModel.id, scorer, clock: Date.now }, { name: 'nightly', which: 'due' });
		while (!(await run.next()).done);
		for (const key of keys) await expectScored(repository, movingModel.id, key, scorer);
		await expectAcknowledged(repository, keys, told, BATCH);
	}, 600_000);
});
