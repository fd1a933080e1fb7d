import { cpus } from 'node:os';
import { benchModel } from './benchModel.ts';
import { growModel } from './growModel.ts';
import { makeLeads } from './makeLeads.ts';
import { checkOutcomes } from './measure/checkOutcomes.ts';
import { interleave, type Timing } from './measure/interleave.ts';
import { measureMemory } from './measure/memory.ts';
import { spread } from './measure/spread.ts';
import { handExplained } from './peers/handExplained.ts';
import { handWritten } from './peers/handWritten.ts';
import { jsonRules } from './peers/jsonRules.ts';
import { naiveEpoch } from './peers/naiveEpoch.ts';
import { naiveUsual } from './peers/naiveUsual.ts';
import { ours } from './peers/ours.ts';
import type { Peer } from './peers/Peer.ts';
import { printTable } from './printTable.ts';

const bare = ours('ours', { explain: false, review: false });
const explained = ours('ours, explained', { explain: true, review: false });
const reviewed = ours('ours, with nextReviewAt', { explain: false, review: true });
const among = ours('ours, after three other models', { explain: false, review: false, amongOthers: true });
const variants = [bare, explained, reviewed, among];
const others = [handWritten, handExplained, jsonRules, naiveEpoch, naiveUsual];

const ratio = (value: number): string => (value >= 20 ? value.toFixed(0) : value >= 2 ? value.toFixed(1) : value.toFixed(2));
const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** How many times as fast `a` is as `b`, round by round. */
const speedUp = (a: readonly number[], b: readonly number[]): string => {
	const { median, min, max } = spread(a.map((figure, round) => b[round]! / figure));
	return `${ratio(median)} (${ratio(min)}–${ratio(max)})`;
};

function printRatios(timings: readonly Timing[], measure: 'clock' | 'processor'): void {
	const of = (peer: Peer): number[] => timings.find((timing) => timing.peer === peer)![measure];
	printTable(
		['our speed as a multiple of', ...variants.map(({ name }) => name)],
		others.map((other) => [other.name, ...variants.map((variant) => speedUp(of(variant), of(other)))]),
	);
}

/** Times everyone on the same leads and prints the ratios, then each one's own figures. */
async function benchPeers(leadCount: number, rounds: number): Promise<void> {
	const leads = makeLeads(leadCount);
	const peers = [...others, ...variants];
	const checked = await checkOutcomes(peers, leads);
	console.log(`\n${whole(leadCount)} leads × 20 activities × ${benchModel.groups.flatMap((group) => group.rules).length} rules`);
	console.log(`All give the same scores and bands, and those that explain the same reasons (compared: ${[...checked].map(([{ name }, count]) => `${name} ${whole(count)}`).join(', ')}).\n`);

	const timings = await interleave(peers, { leads, rounds, warmUpRounds: 2 });
	console.log(`Median of ${rounds} interleaved rounds (least–most), by the clock:\n`);
	printRatios(timings, 'clock');
	console.log('\nThe same by processor time of all threads, which other work on the machine disturbs less:\n');
	printRatios(timings, 'processor');

	console.log('\nFor orientation (this machine, now):\n');
	const rows: string[][] = [];
	for (const { peer, clock, processor } of timings) {
		const { retained, allocated } = await measureMemory(peer, leads);
		const micros = spread(clock).median;
		rows.push([peer.name, whole(1e6 / micros), micros.toFixed(2), spread(processor).median.toFixed(2), whole(allocated), whole(retained)]);
	}
	printTable(['', 'leads/s', 'µs a lead', 'processor µs', 'bytes allocated a lead', 'bytes retained a lead'], rows);
}

/** How the cost of one lead grows, in µs of the clock: medians. */
async function benchGrowth(heading: string, cases: { label: string; leads: ReturnType<typeof makeLeads>; ruleCount: number }[]): Promise<void> {
	const rows: string[][] = [];
	for (const { label, leads, ruleCount } of cases) {
		const model = growModel(ruleCount);
		const peers = [
			ours('', { explain: false, review: false, model }),
			ours('', { explain: true, review: false, model }),
			ours('', { explain: false, review: true, model }),
		];
		const timings = await interleave(peers, { leads, rounds: 7, warmUpRounds: 3 });
		rows.push([label, ...timings.map(({ clock }) => spread(clock).median.toFixed(2))]);
	}
	printTable([heading, 'ours, µs a lead', 'explained', 'with nextReviewAt'], rows);
}

/** Prints how our engine compares with its peers, what it takes in memory, and how its cost grows. Throws if any two disagree on a score. */
export async function benchEngine({ leadCount, rounds }: { leadCount: number; rounds: number }): Promise<void> {
	console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
	await benchPeers(leadCount, rounds);

	console.log('\nHow the cost grows:\n');
	await benchGrowth(
		'activities a lead (23 rules)',
		[1, 10, 100, 1000].map((count) => ({ label: String(count), leads: makeLeads(Math.min(5000, 200_000 / count), count), ruleCount: 23 })),
	);
	console.log();
	const leads = makeLeads(2000);
	await benchGrowth(
		'rules (20 activities)',
		[10, 50, 100, 500].map((ruleCount) => ({ label: String(ruleCount), leads, ruleCount })),
	);
}
