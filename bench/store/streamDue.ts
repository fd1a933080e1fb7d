import { setTimeout as sleep } from 'node:timers/promises';
import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { BATCH } from '../peers/Peer.ts';
import type { Bare } from './Bare.ts';
import { clock } from './clock.ts';
import type { Pair } from './openPair.ts';
import { storeLead } from './rows.ts';

const ONE_DUE_IN = 50;
/** A connection at rest adds what it did to the server's counts after 10 s. */
const SERVER_COUNTS_MS = 11_000;
const MEGABYTE = 1_048_576;
const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** Streams all leads, then those due after one in fifty did something, and prints what was read and how the memory went. */
export async function streamDue({ repository, inside, isServer }: Pair, leadCount: number): Promise<void> {
	const { score } = loadEngine().compileModel(benchModel);
	const now = NOW;

	/** Reads and scores in pages; the memory of the process in MB after each. */
	const stream = async (dueAt: number | null): Promise<{ read: number; memory: number[]; seconds: number }> => {
		const memory: number[] = [];
		let read = 0;
		const ms = await clock(async () => {
			let after: string | null = null;
			do {
				const page: Awaited<ReturnType<typeof repository.scores.page>> = await repository.scores.page({ modelId: benchModel.id, dueAt, after, limit: BATCH });
				for (const input of page.rows) score(input.lead, now, input.state?.band);
				read += page.rows.length;
				after = page.next;
				memory.push(process.memoryUsage.rss() / MEGABYTE);
			} while (after !== null);
		});
		return { read, memory, seconds: ms / 1000 };
	};

	// As of this moment nothing is due by time alone: all of it was scored for later days.
	const due = Array.from({ length: Math.ceil(leadCount / ONE_DUE_IN) }, (_, index) => storeLead(index * ONE_DUE_IN));
	for (let from = 0; from < due.length; from += BATCH) {
		await repository.activities.record(due.slice(from, from + BATCH).map(({ key }) => ({ lead: key, type: 'pricing_view', at: now })), now);
	}
	const before = isServer ? await indexUse(inside) : undefined;
	const some = await stream(now);
	console.log(`Due for review: ${whole(some.read)} of ${whole(leadCount)} leads read (${((100 * some.read) / leadCount).toFixed(2)} %) in ${some.seconds.toFixed(2)} s`);

	if (before) {
		const after = await indexUse(inside);
		const during = (counted: keyof typeof after): string => whole(after[counted] - before[counted]);
		console.log(`By the server's own count: index review_due scanned ${during('scans')} times, ${during('entries')} entries read; table review scanned as a whole ${during('wholeScans')} times`);
	}

	const all = await stream(null);
	const tenth = Math.ceil(all.memory.length / 10);
	const peak = (pages: number[]): string => whole(Math.max(...pages));
	console.log(
		`All: ${whole(all.read)} leads read and scored in ${all.seconds.toFixed(1)} s (${whole(all.read / all.seconds)}/s); the process at most ${peak(all.memory.slice(0, tenth))} MB in the first tenth, ${peak(all.memory.slice(tenth))} MB after it`,
	);
}

/** What the server counts of the index that tells who is due. */
async function indexUse(inside: Bare): Promise<{ scans: number; entries: number; wholeScans: number }> {
	await sleep(SERVER_COUNTS_MS);
	const index = await inside.find('pg_stat_user_indexes', 'indexrelid::regclass::text', 'review_due');
	const table = await inside.find('pg_stat_user_tables', 'relid::regclass::text', 'review');
	return { scans: Number(index?.idx_scan), entries: Number(index?.idx_tup_read), wholeScans: Number(table?.seq_scan) };
}
