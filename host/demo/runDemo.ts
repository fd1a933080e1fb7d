import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPortTaken } from '../isPortTaken.ts';
import { repositoryRoot } from '../repositoryRoot.ts';
import { claimFolder } from './claimFolder.ts';
import { Demo } from './Demo.ts';
import { demoAccount } from './demoAccount.ts';
import { demoPorts, type DemoPorts } from './demoPorts.ts';
import { demoWorkflows, type DemoWorkflows } from './demoWorkflows.ts';
import type { DemoState } from './DemoState.ts';
import { orAbort } from './orAbort.ts';
import { outcomeTable } from './outcomeTable.ts';
import { portTakenMessage } from './portTakenMessage.ts';
import { readReasons } from './readReasons.ts';
import { startDemoHost, type DemoHost } from './startDemoHost.ts';

export interface RunDemoOptions {
	port: number;
	/** Throw away what earlier runs left. */
	fresh: boolean;
	tell: (line: string) => void;
	signal: AbortSignal;
}

const home = join(repositoryRoot, '.demo');

/** Starts the demo and keeps it until `signal` aborts; then everything it started has ended. */
export async function runDemo({ port, fresh, tell, signal }: RunDemoOptions): Promise<void> {
	const ports = demoPorts(port);
	const claim = await claimFolder(home, `http://127.0.0.1:${ports.editor}`);
	let host: DemoHost | undefined;
	try {
		await refuseTakenPorts(ports);
		const folder = join(home, 'n8n');
		if (fresh) await rm(folder, { recursive: true, force: true });
		host = await startDemoHost({ folder, ports, tell, signal });
		await claim.add(host.n8n.pid, host.inbox.pid);
		const { n8n } = host;
		await orAbort(play(host, folder, tell), signal);
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

async function play(host: DemoHost, folder: string, tell: (line: string) => void): Promise<void> {
	const workflows = await demoWorkflows();
	const demo = new Demo(host, workflows, folder);
	tell('Setting up the workflows, the tables and the mail account');
	await demo.setUp();
	tell('Sending the leads through the webhook of the first workflow');
	await demo.sendLeads();
	tell('Running the nightly workflow');
	await demo.rescore();
	tell(`\n${summary(workflows, await demo.look())}\n\n${whereToLook(host)}`);
}

async function refuseTakenPorts(ports: DemoPorts): Promise<void> {
	const uses = Object.keys(ports) as (keyof DemoPorts)[];
	const taken: (keyof DemoPorts)[] = [];
	for (const use of uses) if (await isPortTaken(ports[use])) taken.push(use);
	if (taken.length > 0) throw new Error(portTakenMessage(ports, taken));
}

function summary({ routes }: DemoWorkflows, { leads }: DemoState): string {
	const outcomes = leads.map((row) => ({
		route: routes.get(String(row.band)) ?? String(row.band),
		score: Number(row.score),
		who: [row.name, row.company].filter(Boolean).join(', '),
		reasons: readReasons(String(row.reasons)).map(({ label, points }) => `${label} ${points}`),
	}));
	return outcomeTable([...routes.values()], outcomes);
}

const whereToLook = ({ n8n, inbox }: DemoHost): string =>
	[
		`Editor  ${n8n.url}    log in as ${demoAccount.email} with password ${demoAccount.password}`,
		`Inbox   ${inbox.url}    every mail the workflows send ends here and goes nowhere else`,
		'Stop with Ctrl-C.',
	].join('\n');
