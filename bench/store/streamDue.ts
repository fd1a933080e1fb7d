import { setTimeout as sleep } from 'node:timers/promises';
import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { BATCH } from '../peers/Peer.ts';
import type { Bare } from './Bare.ts';
import { clock } from './clock.ts';
import { runScoring, type Pair } from './openPair.ts';
import { storeLead } from './rows.ts';

const ONE_DUE_IN = 50;
/** A connection at rest adds what it did to the server's counts after 10 s. */
const SERVER_COUNTS_MS = 11_000;
const MEGABYTE = 1_048_576;
const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** Does the nightly run after one in fifty did something, then reads all leads, and prints what was read and how the memory went. */
export async function streamDue({ repository, inside, isServer }: Pair, leadCount: number): Promise<void> {
	const scorer = loadEngine().compileModel(benchModel);
	const now = NOW;

	// As of this moment nothing is due by time alone: all of it was scored for later days.
	const due = Array.from({ length: Math.ceil(leadCount / ONE_DUE_IN) }, (_, index) => storeLead(index * ONE_DUE_IN));
	for (let from = 0; from < due.length; from += BATCH) {
		await repository.activities.record(due.slice(from, from + BATCH).map(({ key }) => ({ lead: key, type: 'pricing_view', at: now })), now);
	}
	const before = isServer ? await indexUse(inside) : undefined;
	const nightly = await watchMemory(async function* () {
		const run = runScoring({ repository, modelId: benchModel.id, scorer, clock: () => now }, { name: 'nightly', which: 'due' });
		for (;;) {
			const part = await run.next();
			if (part.done) return part.value.read;
			yield;
		}
	});
	console.log(`Due for review: ${whole(nightly.read)} of ${whole(leadCount)} leads (${((100 * nightly.read) / leadCount).toFixed(2)} %) read, scored and saved ${nightly.told}`);

	if (before) {
		const after = await indexUse(inside);
		const during = (counted: keyof typeof after): string => whole(after[counted] - before[counted]);
		console.log(`By the server's own count: index review_due scanned ${during('scans')} times, ${during('entries')} entries read; table review scanned as a whole ${during('wholeScans')} times`);
	}

	const all = await watchMemory(async function* () {
		let read = 0;
		let after: string | null = null;
		do {
			const page: Awaited<ReturnType<typeof repository.scores.page>> = await repository.scores.page({ modelId: benchModel.id, dueAt: null, after, limit: BATCH });
			for (const input of page.rows) scorer.score(input.lead, now, input.state?.band);
			read += page.rows.length;
			after = page.next;
			yield;
		} while (after !== null);
		return read;
	});
	console.log(`All: ${whole(all.read)} leads read and scored ${all.told}`);
}

/** Lets work go on from part to part, and tells how long it took and what the process had in memory after each. */
async function watchMemory(work: () => AsyncGenerator<void, number>): Promise<{ read: number; told: string }> {
	globalThis.gc?.();
	const memory = [process.memoryUsage.rss() / MEGABYTE];
	let read = 0;
	const ms = await clock(async () => {
		const parts = work();
		for (;;) {
			const part = await parts.next();
			if (part.done) {
				read = part.value;
				return;
			}
			memory.push(process.memoryUsage.rss() / MEGABYTE);
		}
	});
	const tenth = Math.ceil(memory.length / 10);
	const most = (some: number[]): string => whole(Math.max(...some));
	return {
		read,
		told: `in ${(ms / 1000).toFixed(1)} s (${whole((read * 1000) / ms)}/s); the process at ${whole(memory[0]!)} MB before, at most ${most(memory.slice(0, tenth))} MB in the first tenth, ${most(memory.slice(tenth))} MB after it`,
	};
}

/** What the server counts of the index that tells who is due. */
async function indexUse(inside: Bare): Promise<{ scans: number; entries: number; wholeScans: number }> {
	await sleep(SERVER_COUNTS_MS);
	const index = await inside.find('pg_stat_user_indexes', 'indexrelid::regclass::text', 'review_due');
	const table = await inside.find('pg_stat_user_tables', 'relid::regclass::text', 'review');
	return { scans: Number(index?.idx_scan), entries: Number(index?.idx_tup_read), wholeScans: Number(table?.seq_scan) };
}
