import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isPortTaken } from '../isPortTaken.ts';
import { repositoryRoot } from '../repositoryRoot.ts';
import { campaignSubjects } from './campaignSubjects.ts';
import { claimFolder } from './claimFolder.ts';
import { Demo } from './Demo.ts';
import { demoAccount } from './demoAccount.ts';
import { demoPorts, type DemoPorts } from './demoPorts.ts';
import { demoWorkflows, type DemoWorkflows } from './demoWorkflows.ts';
import type { DemoState } from './DemoState.ts';
import { movers } from './movers.ts';
import { orAbort } from './orAbort.ts';
import { outcomeTable } from './outcomeTable.ts';
import { portTakenMessage } from './portTakenMessage.ts';
import { readReasons } from './readReasons.ts';
import type { LeadAnswer } from './sendLeads.ts';
import { startDemoHost, type DemoHost } from './startDemoHost.ts';

export interface RunDemoOptions {
	port: number;
	/** Where to keep everything; by default `.demo` in the project. */
	folder: string | undefined;
	/** Throw away what earlier runs left. */
	fresh: boolean;
	/** Keep the leads in PostgreSQL. */
	postgres: boolean;
	tell: (line: string) => void;
	signal: AbortSignal;
}

/** Starts the demo and keeps it until `signal` aborts; then everything it started has ended. */
export async function runDemo({ port, folder, fresh, postgres, tell, signal }: RunDemoOptions): Promise<void> {
	const home = resolve(folder ?? join(repositoryRoot, '.demo'));
	// Apart, since the store and the tables of an n8n must know the same leads.
	const n8nFolder = join(home, postgres ? 'n8n-postgres' : 'n8n');
	const ports = demoPorts(port, postgres);
	const claim = await claimFolder(home, `http://127.0.0.1:${ports.editor}`);
	let host: DemoHost | undefined;
	try {
		await refuseTakenPorts(ports);
		if (fresh) await rm(n8nFolder, { recursive: true, force: true });
		host = await startDemoHost({ folder: n8nFolder, ports, tell, signal });
		await claim.add(host.n8n.pid, host.inbox.pid, ...(host.postgres ? [host.postgres.pid] : []));
		const { n8n } = host;
		await orAbort(play(host, n8nFolder, tell, signal), signal);
		const ended = n8n.exited.then((how) => {
			throw new Error(`n8n has ended by itself (${how}); its log is ${n8n.logFile}`);
		});
		await orAbort(ended, signal);
	} catch (error) {
		if (!signal.aborted) throw error;
	} finally {
		await host?.stop();
		await claim.release();
	}
	tell('Stopped. Start again with npm start; npm start -- --fresh begins anew.');
}

/** Plays the leads through. What goes wrong there is told, and the editor stays open to look into it. */
async function play(host: DemoHost, folder: string, tell: (line: string) => void, signal: AbortSignal): Promise<void> {
	try {
		const workflows = await demoWorkflows();
		const demo = new Demo(host, workflows, folder, tell);
		await demo.setUp();
		const { answers } = await demo.sendLeads();
		await demo.rescore();
		const before = await demo.look();
		tell(`\n${summary(workflows, answers, before)}\n`);
		await demo.track(movers.tracked);
		await demo.rescore();
		await demo.click(movers.clicked);
		const after = await demo.look();
		for (const email of [movers.tracked, movers.clicked]) tell(`  ${moved(workflows, email, before, after)}`);
		await playCampaign(demo, workflows, tell);
	} catch (error) {
		if (signal.aborted) return;
		tell(`\nNot everything went well: ${(error as Error).message}\nLook into it in the editor, or begin anew: npm start -- --fresh`);
	}
	if (!signal.aborted) tell(`\n${whereToLook(host)}`);
}

/** The campaign for those between 50 and 70, once: its clock stays put forward. */
async function playCampaign(demo: Demo, workflows: DemoWorkflows, tell: (line: string) => void): Promise<void> {
	if (await demo.isCampaignPlayed()) {
		tell('\nThe campaign goes on where it was: the clock of the nodes stands some days ahead.');
		return;
	}
	tell('');
	await demo.closeCircle();
	const before = await demo.look();
	const inCampaign = before.leads.filter(({ band }) => band === 'nurture').length;
	await demo.putForward(2.1, inCampaign);
	const first = await demo.look();
	const toConvinced = (mails: DemoState['mails']) => mails.filter(({ to }) => to.includes(movers.convinced));
	const mail = toConvinced(first.mails).at(-1);
	if (mail) await demo.clickIn(mail);
	await demo.putForward(4.1, inCampaign - 1);
	const after = await demo.look();
	const sent = (step: number): number => after.mails.filter(({ subject }) => campaignSubjects[step]?.includes(subject)).length;
	tell(`  The campaign has sent ${sent(0)} mails, and four days later ${sent(1)} more`);
	tell(`  ${moved(workflows, movers.convinced, before, after)}, and gets no more of them`);
}

async function refuseTakenPorts(ports: DemoPorts): Promise<void> {
	const taken: (keyof DemoPorts)[] = [];
	for (const [use, port] of Object.entries(ports) as [keyof DemoPorts, number][]) if (await isPortTaken(port)) taken.push(use);
	if (taken.length > 0) throw new Error(portTakenMessage(ports, taken));
}

function summary({ routes }: DemoWorkflows, answers: LeadAnswer[], { leads }: DemoState): string {
	const disqualifiedBy = new Map(answers.map((answer) => [answer.email, answer.disqualifiedBy]));
	const outcomes = leads.map((row) => {
		const reason = disqualifiedBy.get(String(row.email));
		return {
			route: routes.get(String(row.band)) ?? String(row.band),
			score: Number(row.score),
			who: [row.name, row.company].filter(Boolean).join(', '),
			reasons: [
				...(reason ? [`Disqualified: ${reason}`] : []),
				...readReasons(String(row.reasons)).map(({ label, points }) => `${label} ${points}`),
			],
		};
	});
	return outcomeTable([...routes.values()], outcomes);
}

/** `Jonas Ekström, Ekvik Kredit AB: 69 → 83, Sales hand-off`. */
function moved({ routes }: DemoWorkflows, email: string, before: DemoState, after: DemoState): string {
	const [earlier, later] = [before, after].map(({ leads }) => leads.find((row) => row.email === email));
	const band = String(later?.band);
	return `${later?.name}, ${later?.company}: ${earlier?.score} → ${later?.score}, ${routes.get(band) ?? band}`;
}

const whereToLook = ({ n8n, inbox }: DemoHost): string =>
	[
		`Editor  ${n8n.url}    log in as ${demoAccount.email} with password ${demoAccount.password}`,
		`Inbox   ${inbox.url}    every mail the workflows send ends here and goes nowhere else`,
		'Stop with Ctrl-C.',
	].join('\n');
