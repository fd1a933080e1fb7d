import { setTimeout as sleep } from 'node:timers/promises';
import { groupMemory } from '../../host/groupMemory.ts';
import { localHttp } from '../../host/localHttp.ts';
import { startTestHost, type TestHost } from '../../host/startTestHost.ts';
import { benchWorkflow, type Ending } from './benchWorkflow.ts';
import type { Contestant } from './contestants.ts';

/** One figure a run. */
export interface Runs {
	seconds: number[];
	/** Of these, the time in the contestant's node. */
	nodeSeconds: number[];
	/** The most that n8n and its children, task runners included, had in memory. */
	megabytes: number[];
}

export interface ContestantOutcome {
	unsaved: Runs;
	saved: Runs;
	/** `null` where it does not score. */
	sumOfScores: number | null;
}

export interface RunOptions {
	/** The JSON file of the leads … */
	file: string;
	/** … and the folder it is in, which n8n may read. */
	folder: string;
	rounds: number;
}

const TIMEOUT_MS = 600_000;
const REST_MS = 3000;
const SAMPLE_MS = 50;

/** Runs the leads through one contestant in an n8n of its own: once to learn, then the rounds, not saved and saved. */
export async function runContestant(contestant: Contestant, { file, folder, rounds }: RunOptions): Promise<ContestantOutcome> {
	const patience = String(TIMEOUT_MS / 1000);
	// At n8n's defaults, the Code node that scores so many leads fails.
	const host = await startTestHost({ env: { N8N_RESTRICT_FILE_ACCESS_TO: folder, N8N_RUNNERS_TASK_TIMEOUT: patience, N8N_RUNNERS_HEARTBEAT_INTERVAL: patience } });
	try {
		const run = await publish(host, contestant, file, false, contestant.scores ? 'sum of scores' : 'times');
		const answer = await run();
		const sumOfScores = contestant.scores ? Number(answer.sum_leadScore_score) : null;
		if (Number.isNaN(sumOfScores)) throw new Error(`${contestant.name} answered ${JSON.stringify(answer).slice(0, 200)}`);
		const measured = async (isSaved: boolean): Promise<Runs> => measure(host, await publish(host, contestant, file, isSaved, 'times'), rounds);
		return { sumOfScores, unsaved: await measured(false), saved: await measured(true) };
	} finally {
		await host.stop();
	}
}

/** Makes a contestant's workflow and returns what runs it, until it is saved if it is to be. */
async function publish({ client, url }: TestHost, contestant: Contestant, file: string, isSaved: boolean, ending: Ending): Promise<() => Promise<Record<string, unknown>>> {
	const { path, workflow } = benchWorkflow(contestant, file, isSaved, ending);
	await client.saveWorkflow(workflow);
	await client.publish(workflow.id);
	const http = localHttp(url, TIMEOUT_MS);
	return async () => {
		const { status, data } = await http.get<Record<string, unknown>>(`/webhook/${path}`, { validateStatus: () => true });
		await client.idle(workflow.id, TIMEOUT_MS);
		if (status === 200) return data;
		const [latest] = await client.executions(workflow.id);
		throw new Error(`${contestant.name} failed: ${(latest && (await client.finished(latest.id)).error) ?? JSON.stringify(data)}`);
	};
}

async function measure({ pid }: TestHost, run: () => Promise<Record<string, unknown>>, rounds: number): Promise<Runs> {
	const runs: Runs = { seconds: [], nodeSeconds: [], megabytes: [] };
	for (let round = 0; round < rounds; round++) {
		await sleep(REST_MS);
		let peak = 0;
		let isOver = false;
		const watching = (async () => {
			while (!isOver) {
				peak = Math.max(peak, await groupMemory(pid));
				await sleep(SAMPLE_MS);
			}
		})();
		const startedAt = performance.now();
		try {
			const { began, ended } = await run();
			runs.nodeSeconds.push((Number(ended) - Number(began)) / 1000);
			runs.seconds.push((performance.now() - startedAt) / 1000);
		} finally {
			isOver = true;
			await watching;
		}
		runs.megabytes.push(peak);
	}
	return runs;
}
