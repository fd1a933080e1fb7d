import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLeads } from './makeLeads.ts';
import { contestants, ours, type Contestant } from './n8n/contestants.ts';
import { runContestant, type Runs } from './n8n/runContestant.ts';
import { spread } from './measure/spread.ts';
import { printTable } from './printTable.ts';

const seconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

function printComparison(results: ReadonlyMap<Contestant, Runs>): void {
	const ownSeconds = spread(results.get(ours)!.nodeSeconds).median;
	printTable(
		['', 'whole run, s', '(least–most)', 'in the node, s', '(least–most)', 'as a multiple of Lead Score', 'peak memory, MB'],
		[...results].map(([contestant, runs]) => {
			const whole = spread(runs.seconds);
			const inNode = spread(runs.nodeSeconds);
			return [
				contestant.name,
				seconds(whole.median),
				`${seconds(whole.min)}–${seconds(whole.max)}`,
				seconds(inNode.median),
				`${seconds(inNode.min)}–${seconds(inNode.max)}`,
				(inNode.median / ownSeconds).toFixed(1),
				Math.max(...runs.megabytes).toFixed(0),
			];
		}),
	);
}

/**
 * Prints what Lead Score takes in a real n8n beside the stock Code node, each in an n8n of its own, with execution data
 * saved and not saved, and a node that does nothing: what n8n itself takes to read the leads and pass them on.
 * Throws if two that score come to different sums.
 */
export async function benchN8n({ leadCount, rounds }: { leadCount: number; rounds: number }): Promise<void> {
	console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
	const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
	try {
		const file = join(folder, 'leads.json');
		await writeFile(file, JSON.stringify(makeLeads(leadCount).map(({ attributes, activities }) => ({ ...attributes, activities }))));
		const unsaved = new Map<Contestant, Runs>();
		const saved = new Map<Contestant, Runs>();
		const sums = new Set<number>();
		for (const contestant of contestants) {
			console.log(`  ${contestant.name} …`);
			const outcome = await runContestant(contestant, { file, folder, rounds });
			unsaved.set(contestant, outcome.unsaved);
			saved.set(contestant, outcome.saved);
			if (outcome.sumOfScores !== null) sums.add(outcome.sumOfScores);
			if (sums.size > 1) throw new Error(`The scores are not the same: their sums are ${[...sums].join(' and ')}`);
		}
		console.log(`\n${leadCount.toLocaleString('en')} leads × 20 activities in one execution; medians of ${rounds} runs; all scores add up to ${[...sums].join()}`);
		console.log('\nExecution data not saved:\n');
		printComparison(unsaved);
		console.log('\nExecution data saved:\n');
		printComparison(saved);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
