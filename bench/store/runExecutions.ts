import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { NOW } from '../makeLead.ts';
import { BATCH } from '../peers/Peer.ts';
import { printTable } from '../printTable.ts';
import type { ExecutionFigures } from './executeOverStore.ts';
import { openLeadRepository, type Pair } from './openPair.ts';
import { storeLead } from './rows.ts';

const LEADS = 50_000;

/** In this order: the first time, everybody is due, and changes. */
const EXECUTIONS: [what: string, parameters: object][] = [
	['due for review: all of them, and all change', { leadsFrom: 'dueForReview' }],
	['all again: what changed is given out', { leadsFrom: 'all' }],
	['all again: everybody is given out, without reasons', { leadsFrom: 'all', giveOut: 'all', options: { explain: false } }],
];

const run = promisify(execFile);
const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** Has Lead Score run over 50,000 leads in one execution, and prints what that takes of n8n's memory and event loop. */
export async function runExecutions({ name, third }: Pair, folder: string): Promise<void> {
	const repository = await openLeadRepository(third);
	for (let from = 0; from < LEADS; from += BATCH) {
		const leads = Array.from({ length: BATCH }, (_, index) => storeLead(from + index));
		await repository.leads.upsert(leads.map(({ key, attributes }) => ({ key, attributes })), NOW);
		await repository.activities.record(leads.flatMap(({ activities }) => activities), NOW);
	}
	await repository.close();

	const script = join(folder, 'executeOverStore.cjs');
	await build({ entryPoints: [join(import.meta.dirname, 'executeOverStore.ts')], outfile: script, bundle: true, platform: 'node', format: 'cjs', external: ['pg-native'], logLevel: 'warning' });
	const rows: string[][] = [];
	for (const [what, parameters] of EXECUTIONS) {
		const { stdout } = await run(process.execPath, ['--expose-gc', script, JSON.stringify({ ssl: 'disable', ...third }), JSON.stringify(parameters)], { env: { ...process.env, N8N_USER_FOLDER: folder } });
		const { given, seconds, megabytes, longestHoldMs } = JSON.parse(stdout) as ExecutionFigures;
		rows.push([what, whole(given), `${seconds.toFixed(1)} s`, `${whole(megabytes)} MB`, `${whole(longestHoldMs)} ms`]);
	}
	console.log();
	printTable([`${name}, ${whole(LEADS)} leads in one execution of Lead Score`, 'given out', 'time', 'memory above rest', 'event loop held at most'], rows);
}
