import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable } from './printTable.ts';
import { comparisonHeading } from './store/compare.ts';
import { fillStores } from './store/fillStores.ts';
import { handleEvents } from './store/handleEvents.ts';
import { openPair } from './store/openPair.ts';
import { recordEvents } from './store/recordEvents.ts';
import { rescoreAll } from './store/rescoreAll.ts';
import { runExecutions } from './store/runExecutions.ts';
import { saveInBatches } from './store/saveInBatches.ts';
import { streamDue } from './store/streamDue.ts';

export interface StoreBenchOptions {
	leadCount: number;
	rounds: number;
	/** `sqlite`, `postgres` */
	backends: readonly string[];
}

/** Prints what the store costs beside the bare driver, on both backends: each figure and its target. */
export async function benchStore({ leadCount, rounds, backends }: StoreBenchOptions): Promise<void> {
	console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
	for (const backend of backends) {
		const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
		try {
			const pair = await openPair(backend, folder);
			try {
				console.log(`\n${pair.name}: ${leadCount.toLocaleString('en')} leads × 20 activities; medians of ${rounds} rounds (least–most)\n`);
				printTable(comparisonHeading, await fillStores(pair, leadCount, rounds));
				console.log();
				printTable(comparisonHeading, [...(await saveInBatches(pair, rounds)), ...(await rescoreAll(pair, leadCount, rounds))]);
				console.log();
				await streamDue(pair, leadCount);
				console.log();
				printTable(comparisonHeading, [await recordEvents(pair, leadCount, rounds)]);
				await handleEvents(pair, leadCount);
				await runExecutions(pair, folder);
			} finally {
				await pair.close();
			}
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}
}
