import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { makeLeads } from '../../bench/makeLeads';
import { LeadRouter } from '../../nodes/LeadRouter/LeadRouter.node';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { executeNode, toItems } from './executeNode';

const LEADS = 50_000;
/** 2026-11-22T09:00:00Z, the moment that the made-up leads are for. */
const AS_OF = '2026-11-22T09:00:00Z';

/**
 * Runs something and tells how long it held the event loop at a stretch, in ms of this thread's processor time: on
 * a busy machine the clock would count the work of others.
 */
async function longestHold<Value>(run: () => Promise<Value>): Promise<{ value: Value; longestMs: number }> {
	let isRunning = true;
	let longestMs = 0;
	const working = run().finally(() => (isRunning = false));
	while (isRunning) {
		const before = process.threadCpuUsage();
		await nextTurn();
		const { user, system } = process.threadCpuUsage(before);
		longestMs = Math.max(longestMs, (user + system) / 1000);
	}
	return { value: await working, longestMs };
}

/** Garbage that the rest of the process has left may be collected in the midst of a run, but not in each of several. */
const RUNS = 3;
const MOST_MS = 100;

async function shortestOfRuns<Value>(run: () => Promise<Value>): Promise<{ value: Value; longestMs: number }> {
	let best = await longestHold(run);
	for (let again = 1; again < RUNS && best.longestMs >= MOST_MS; again++) {
		const next = await longestHold(run);
		if (next.longestMs < best.longestMs) best = next;
	}
	return best;
}

describe('50,000 leads in one execution hold the event loop for 100 ms at most', () => {
	const leads = makeLeads(LEADS, 5).map(({ attributes, activities }) => ({ ...attributes, activities }));
	let scored: INodeExecutionData[] = [];

	it('in Lead Score', async () => {
		const parameters = { options: { scoreAsOf: AS_OF } };
		const { value, longestMs } = await shortestOfRuns(() => executeNode(new LeadScore(), toItems(...(leads as unknown as IDataObject[])), { parameters }));
		scored = value[0]!;
		expect(scored).toHaveLength(LEADS);
		expect(longestMs).toBeLessThan(MOST_MS);
	});

	it('in Lead Router', async () => {
		const parameters = { options: { owners: { values: [{ name: 'Anna', email: 'anna@acme.example', weight: 1 }] }, includeRoute: true } };
		const { value, longestMs } = await shortestOfRuns(() => executeNode(new LeadRouter(), scored, { parameters }));
		expect(value.flat()).toHaveLength(LEADS);
		expect(longestMs).toBeLessThan(MOST_MS);
	});
});
