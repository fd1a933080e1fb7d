import { installN8n } from '../installN8n.ts';
import { installNodes } from '../installNodes.ts';
import { N8nClient } from '../N8nClient.ts';
import { startInbox, type RunningInbox } from '../startInbox.ts';
import { startN8n, type RunningN8n } from '../startN8n.ts';
import { startPostgres, type RunningPostgres } from '../startPostgres.ts';
import { demoAccount } from './demoAccount.ts';
import { clockFile } from './clockFile.ts';
import type { DemoPorts } from './demoPorts.ts';

export interface DemoHost {
	n8n: RunningN8n;
	inbox: RunningInbox;
	/** Only where `ports` name one for it. */
	postgres: RunningPostgres | undefined;
	/** Signed in as the demo's owner. */
	client: N8nClient;
	/** Ends n8n, the inbox and PostgreSQL; their ports are free then. */
	stop: () => Promise<void>;
}

export interface StartDemoHostOptions {
	folder: string;
	ports: DemoPorts;
	tell: (line: string) => void;
	/** Gives up when it aborts; what has been started is stopped. */
	signal: AbortSignal;
}

/** Installs n8n on first use, puts the nodes into it as last built, and starts it with its inbox (and its PostgreSQL). */
export async function startDemoHost(options: StartDemoHostOptions): Promise<DemoHost> {
	const { folder, ports, tell, signal } = options;
	await installN8n({ tell, signal });
	signal.throwIfAborted();
	tell('Installing the lead scoring nodes into n8n');
	await installNodes(folder);
	signal.throwIfAborted();

	const started: { stop: () => Promise<void> }[] = [];
	const stop = async () => {
		// n8n first: it still needs the others while it ends.
		for (const each of started.splice(0).reverse()) await each.stop();
	};
	try {
		const inbox = await startInbox({ folder, smtpPort: ports.smtp, webPort: ports.inboxPage, signal });
		started.push(inbox);
		let postgres: RunningPostgres | undefined;
		if (ports.postgres !== undefined) {
			tell('Starting PostgreSQL');
			postgres = await startPostgres(folder, ports.postgres, signal);
			started.push(postgres);
		}
		tell('Starting n8n: about 15 s, the first time half a minute');
		let told = 0;
		const n8n = await startN8n({
			userFolder: folder,
			port: ports.editor,
			brokerPort: ports.broker,
			env: { LEAD_SCORING_CLOCK_FILE: clockFile(folder) },
			signal,
			onWait: (seconds) => {
				if (seconds - told < 5) return;
				told = seconds;
				tell(`  ${seconds} s: n8n is starting`);
			},
		});
		started.push(n8n);
		const client = new N8nClient(n8n.url);
		await client.signIn(demoAccount);
		return { n8n, inbox, postgres, client, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
