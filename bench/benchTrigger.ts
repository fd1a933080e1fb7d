import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { groupMemory } from '../host/groupMemory.ts';
import { startPostgres } from '../host/startPostgres.ts';
import { startTestHost, type TestHost } from '../host/startTestHost.ts';
import type * as Store from '../store/index.ts';
import { spread } from './measure/spread.ts';
import { printTable } from './printTable.ts';
import { campaignOf, fillCampaign } from './trigger/fillCampaign.ts';
import { triggerWorkflow } from './trigger/triggerWorkflow.ts';

/** The store as it ships (the built bundle; needs `npm run build`). */
const { openLeadRepository } = createRequire(import.meta.url)('../dist/store/index.js') as typeof Store;

export interface TriggerBenchOptions {
	leadCount: number;
	/** How many steps fall due in a minute. */
	perMinute: number;
	/** How long that is watched. */
	minutes: number;
	/** The option *Leads per Execution*; each of these is measured. */
	batchSizes: readonly number[];
	/** `sqlite`, `postgres` */
	backends: readonly string[];
}

const DAY_MS = 86_400_000;
/** The trigger's default. */
const CONCURRENCY = 5;
const WARM_UP_MS = 10_000;
const MEASURED_MS = 30_000;
const SAMPLE_MS = 1_000;

/** Works while it notes what n8n and its children have in memory, in MB. */
async function watched<T>({ pid }: TestHost, memory: number[], work: () => Promise<T>): Promise<T> {
	let isOver = false;
	const watching = (async () => {
		while (!isOver) {
			memory.push(await groupMemory(pid));
			await sleep(SAMPLE_MS);
		}
	})();
	try {
		return await work();
	} finally {
		isOver = true;
		await watching;
	}
}

/** How much a count grows in a second, after a while of getting warm. */
async function rateOf(count: () => Promise<number>): Promise<number> {
	await sleep(WARM_UP_MS);
	const [before, begin] = [await count(), performance.now()];
	await sleep(MEASURED_MS);
	return ((await count()) - before) / ((performance.now() - begin) / 1000);
}

async function openBackend(backend: string, folder: string): Promise<{ config: (userFolder: string) => Store.LeadStoreConfig; stop: () => Promise<void> }> {
	if (backend === 'sqlite') {
		return { config: (userFolder) => ({ backend, name: 'bench', folder: join(userFolder, '.n8n', 'lead-store') }), stop: async () => undefined };
	}
	if (backend !== 'postgres') throw new Error(`There is no backend '${backend}'; there are sqlite and postgres`);
	const { host, port, database, user, password, stop } = await startPostgres(folder);
	return { config: () => ({ backend, host, port, database, user, password, schema: 'leads', ssl: 'disable' }), stop };
}

async function measure(backend: string, batchSize: number, folder: string, { leadCount, perMinute, minutes }: TriggerBenchOptions): Promise<void> {
	const { config, stop } = await openBackend(backend, folder);
	const clockFile = join(folder, 'clock');
	const host = await startTestHost({
		env: {
			LEAD_SCORING_CLOCK_FILE: clockFile,
			N8N_CUSTOM_EXTENSIONS: join(import.meta.dirname, 'trigger', 'ceiling'),
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
		},
	});
	const storeConfig = config(host.userFolder);
	const store = await openLeadRepository(storeConfig);
	try {
		const { client } = host;
		const start = Date.now();
		await fillCampaign(store, leadCount, perMinute, start);
		const filled = Date.now();
		console.log(`\n${backend}, leads per execution: ${batchSize}; ${leadCount.toLocaleString('en')} leads enrolled and looked at in ${Math.round((filled - start) / 1000)} s`);

		const countFile = join(folder, 'count');
		await client.saveWorkflow(triggerWorkflow('ceiling', { type: 'CUSTOM.emptyTrigger', typeVersion: 1, parameters: { concurrency: CONCURRENCY, file: countFile } }));
		const credential = { id: await client.credential('Store', 'leadStoreApi', { ...storeConfig }), name: 'Store' };
		await client.saveWorkflow(
			triggerWorkflow('campaign', {
				type: 'n8n-nodes-lead-scoring.nurtureCampaignTrigger',
				typeVersion: 1,
				parameters: { event: 'stepDue', campaignSource: 'store', campaignId: 'bench', options: { concurrency: CONCURRENCY, batchSize } },
				credentials: { leadStoreApi: credential },
			}),
		);
		const ceiling = async (): Promise<number> => {
			await client.publish('ceiling');
			const rate = await rateOf(async () => Number(await readFile(countFile, 'utf8').catch(() => 0)));
			await client.unpublish('ceiling');
			return rate;
		};
		const sent = async (): Promise<number> => (await store.campaigns.results('bench')).steps[0]?.sent ?? 0;

		const ceilings = [await ceiling()];
		await sleep(MEASURED_MS);
		const before = await groupMemory(host.pid);
		const memory: number[] = [];

		// From now on so many fall due a minute.
		await writeFile(clockFile, String(start + DAY_MS - Date.now()));
		const begin = Date.now();
		await watched(host, memory, async () => {
			await client.publish('campaign');
			await sleep(minutes * 60_000 - (Date.now() - begin));
		});
		const due = Math.floor(((Date.now() - begin) / 60_000) * perMinute);
		const done = await sent();
		const lags: { dueAt: number; lag: number }[] = [];
		for (let after: string | null = null, more = true; more; ) {
			const page = await store.campaigns.enrollments({ campaignId: 'bench', state: 'ended', after, limit: 1_000 });
			for (const { enrolledAt, passed } of page.rows) lags.push({ dueAt: enrolledAt, lag: passed[0]!.at - enrolledAt - DAY_MS });
			after = page.next;
			more = after !== null;
		}
		const lagOf = (minute: number): string => {
			const ofMinute = lags.filter(({ dueAt }) => Math.floor((dueAt - start) / 60_000) === minute).map(({ lag }) => lag / 1000);
			const { median, max } = spread(ofMinute);
			return ofMinute.length === 0 ? 'none was' : `${median.toFixed(2)} (${max.toFixed(2)})`;
		};
		console.log(`${perMinute.toLocaleString('en')} steps falling due a minute, for ${minutes} minutes: ${due.toLocaleString('en')} fell due, ${done.toLocaleString('en')} sent and acknowledged`);

		// All that is left falls due at once.
		await store.campaigns.save(campaignOf(2, 0), Date.now());
		const rate = await watched(host, memory, () => rateOf(sent));
		await client.unpublish('campaign');
		ceilings.push(await ceiling());
		await sleep(MEASURED_MS);
		const after = await groupMemory(host.pid);

		const most = spread(ceilings).median;
		console.log();
		printTable(
			['', 'steps a second', 'runs a second', 'of the ceiling'],
			[
				['an empty workflow, before and after', '', ceilings.map((each) => each.toFixed(1)).join(', '), '100 %'],
				['steps emitted and acknowledged, all due at once', rate.toFixed(1), (rate / batchSize).toFixed(1), `${((100 * rate) / batchSize / most).toFixed(0)} %`],
			],
		);
		console.log();
		printTable(['minute', 'sent so long after its time, s: median (most)'], Array.from({ length: minutes }, (_, minute) => [String(minute + 1), lagOf(minute)]));
		console.log(`\nn8n's memory: ${before.toFixed(0)} MB before, ${Math.max(...memory).toFixed(0)} MB at most, ${after.toFixed(0)} MB after`);
	} finally {
		await store.close();
		await host.stop();
		await stop();
	}
}

/**
 * Prints how many steps of a campaign the trigger starts runs for and acknowledges in a real n8n, beside the runs that
 * the same n8n can start at all: by a trigger that does nothing but start as many at once. Then whether it keeps up
 * with steps that fall due all the time, how late they are, and what n8n has in memory.
 */
export async function benchTrigger(options: TriggerBenchOptions): Promise<void> {
	console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
	for (const [backend, batchSize] of options.backends.flatMap((each) => options.batchSizes.map((size) => [each, size] as const))) {
		const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
		try {
			await measure(backend, batchSize, folder, options);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}
}
