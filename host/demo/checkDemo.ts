import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedOutcomes } from '../expectedOutcomes.ts';
import { freePort } from '../freePort.ts';
import { Demo } from './Demo.ts';
import { demoWorkflows } from './demoWorkflows.ts';
import { findChanges } from './findChanges.ts';
import { findProblems } from './findProblems.ts';
import { findWrongAnswers } from './findWrongAnswers.ts';
import { orAbort } from './orAbort.ts';
import { startDemoHost, type DemoHost } from './startDemoHost.ts';

/** The last line of `npm start -- --check`. */
export interface CheckSummary {
	ok: boolean;
	leads: number;
	sales: number;
	nurture: number;
	notReady: number;
	disqualified: number;
	mails: number;
	tasks: number;
	/** What the second nightly run changed. */
	nightlyChanges: number;
	seconds: number;
	problems: string[];
}

/**
 * Plays the demo once from scratch, beside any other, and compares what came of it with an independent calculation;
 * then runs the nightly workflow a second time, which must change nothing. Leaves nothing behind.
 */
export async function checkDemo(tell: (line: string) => void, signal: AbortSignal): Promise<CheckSummary> {
	const startedAt = Date.now();
	const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-check-'));
	let host: DemoHost | undefined;
	try {
		const ports = { editor: await freePort(), broker: await freePort(), inboxPage: await freePort(), smtp: await freePort() };
		host = await startDemoHost({ folder, ports, tell, signal });
		const summary = await orAbort(check(host, folder, tell), signal);
		return { ...summary, seconds: Math.round((Date.now() - startedAt) / 1000) };
	} finally {
		await host?.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function check(host: DemoHost, folder: string, tell: (line: string) => void): Promise<CheckSummary> {
	const demo = new Demo(host, await demoWorkflows(), folder, tell);
	await demo.setUp();
	const { leads, now, answers } = await demo.sendLeads();
	const expected = expectedOutcomes(leads, now);
	const count = (band: string) => [...expected.values()].filter((outcome) => outcome.band === band).length;
	const mails = count('sales') + count('nurture');

	const inbound = findProblems(await demo.look(mails), expected);
	await demo.rescore();
	const first = await demo.look(mails);
	const nightly = findProblems(first, expected).filter((problem) => !inbound.includes(problem));
	await demo.rescore();
	const second = await demo.look(mails);
	const changes = findChanges(first, second);

	const problems = [
		...findWrongAnswers(answers, expected),
		...inbound.map((problem) => `After the leads came in: ${problem}`),
		...nightly.map((problem) => `After the nightly run: ${problem}`),
		...changes.map((change) => `The second nightly run changed something: ${change}`),
	];
	return {
		ok: problems.length === 0,
		leads: second.leads.length,
		sales: count('sales'),
		nurture: count('nurture'),
		notReady: count('cold'),
		disqualified: count('disqualified'),
		mails: second.mails.length,
		tasks: second.tasks.length,
		nightlyChanges: changes.length,
		seconds: 0,
		problems,
	};
}
