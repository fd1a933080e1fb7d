import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedOutcomes } from '../expectedOutcomes.ts';
import { freePort } from '../freePort.ts';
import type { SampleLead } from '../sampleLeads.ts';
import { Demo, type Mover } from './Demo.ts';
import type { DemoState } from './DemoState.ts';
import { demoWorkflows } from './demoWorkflows.ts';
import { checkCampaign, type CampaignSummary } from './checkCampaign.ts';
import { findChanges } from './findChanges.ts';
import { findMoveProblems } from './findMoveProblems.ts';
import { findProblems } from './findProblems.ts';
import { findWrongAnswers } from './findWrongAnswers.ts';
import { movers } from './movers.ts';
import { orAbort } from './orAbort.ts';
import { startDemoHost, type DemoHost } from './startDemoHost.ts';

/** A lead that did something more, and its score before and after. */
interface Moved {
	activities: number;
	from: number;
	to: number;
	band: string;
}

/** The last line of `npm start -- --check`. The counts are those of the leads that came in. */
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
	/** Where the leads are kept. */
	store: 'sqlite' | 'postgres';
	/** The unknown visitor of the website who turned out to be a lead, as the nightly run finds them. */
	tracked: Moved;
	/** The lead that clicked in a mail, scored in the same moment. */
	clicked: Moved;
	/** What became of those between 50 and 70. */
	campaign: CampaignSummary;
	seconds: number;
	problems: string[];
}

export interface CheckDemoOptions {
	/** Keep the leads in PostgreSQL. */
	postgres: boolean;
	tell: (line: string) => void;
	signal: AbortSignal;
}

/**
 * Plays the demo once from scratch, beside any other, and compares what came of it with an independent calculation;
 * what is done a second time must change nothing. Leaves nothing behind.
 */
export async function checkDemo({ postgres, tell, signal }: CheckDemoOptions): Promise<CheckSummary> {
	const startedAt = Date.now();
	const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-check-'));
	let host: DemoHost | undefined;
	try {
		const ports = {
			editor: await freePort(),
			broker: await freePort(),
			inboxPage: await freePort(),
			smtp: await freePort(),
			...(postgres && { postgres: await freePort() }),
		};
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

	const visitor = await demo.track(movers.tracked);
	await demo.rescore();
	const third = await demo.look(mails + 1);
	const tracked = moveOf(visitor, leads, second);
	const reader = await demo.click(movers.clicked);
	const fourth = await demo.look(mails + 2);
	const clicked = moveOf(reader, leads, third);

	await demo.track(movers.tracked);
	await demo.click(movers.clicked);
	await demo.rescore();
	const twice = findChanges(fourth, await demo.look(mails + 2));

	const { campaign, problems: campaignProblems } = await checkCampaign(demo, leads);

	const problems = [
		...findWrongAnswers(answers, expected),
		...inbound.map((problem) => `After the leads came in: ${problem}`),
		...nightly.map((problem) => `After the nightly run: ${problem}`),
		...changes.map((change) => `The second nightly run changed something: ${change}`),
		...findMoveProblems(second, third, { email: visitor.email, score: tracked.to, band: tracked.band }).map((problem) => `After the visits: ${problem}`),
		...findMoveProblems(third, fourth, { email: reader.email, score: clicked.to, band: clicked.band }).map((problem) => `After the clicks: ${problem}`),
		...twice.map((change) => `The same visits and clicks once more changed something: ${change}`),
		...campaignProblems.map((problem) => `In the campaign: ${problem}`),
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
		store: host.postgres ? 'postgres' : 'sqlite',
		tracked,
		clicked,
		campaign,
		seconds: 0,
		problems,
	};
}

/** Where a lead of the sample should be after what it did since, and the score that the table had before. */
function moveOf({ email, activities }: Mover, leads: SampleLead[], before: DemoState): Moved {
	const lead = leads.find((each) => each.email === email);
	if (!lead) throw new Error(`There is no sample lead ${email}`);
	const outcome = expectedOutcomes([{ ...lead, activities: [...lead.activities, ...activities] }], Date.now()).get(email);
	const from = Number(before.leads.find((row) => row.email === email)?.score);
	return { activities: activities.length, from, to: outcome?.score ?? NaN, band: outcome?.band ?? '' };
}
