import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.ts';
import { installN8n } from './installN8n.ts';
import { installNodes } from './installNodes.ts';
import { N8nClient, type Account } from './N8nClient.ts';
import { startInbox, type RunningInbox } from './startInbox.ts';
import { startN8n } from './startN8n.ts';

export interface TestHost {
	/** n8n's address, such as `http://127.0.0.1:40123`. */
	url: string;
	/** Signed in as `account`. */
	client: N8nClient;
	account: Account;
	/** The session, as a `Cookie` header; a browser may use it instead of signing in. */
	cookie: string;
	/** Only with `inbox: true`. */
	inbox: RunningInbox | undefined;
	userFolder: string;
	/** n8n's log, for when a test fails. */
	logFile: string;
	/** n8n's process, which leads a group of its own: its children are in it. */
	pid: number;
	/** Ends n8n and the inbox and removes the user folder. */
	stop: () => Promise<void>;
}

export interface StartTestHostOptions {
	/** Also start an SMTP inbox. */
	inbox?: boolean;
	/** More environment variables for n8n. */
	env?: Record<string, string>;
}

const account: Account = { email: 'owner@example.com', password: 'Test-host-1', firstName: 'Test', lastName: 'Owner' };

/**
 * A fresh n8n with this package's nodes as last built (`npm run build`), on free ports, with its owner signed in:
 * everything an end-to-end test needs. About a minute; give `beforeAll` several.
 */
export async function startTestHost(options: StartTestHostOptions = {}): Promise<TestHost> {
	await installN8n();
	const userFolder = await mkdtemp(join(tmpdir(), 'lead-scoring-test-'));
	const started: { stop: () => Promise<void> }[] = [];
	const stop = async () => {
		await Promise.all(started.map((each) => each.stop()));
		await rm(userFolder, { recursive: true, force: true });
	};
	try {
		await installNodes(userFolder);
		let inbox: RunningInbox | undefined;
		if (options.inbox) {
			inbox = await startInbox({ folder: userFolder, smtpPort: await freePort(), webPort: await freePort() });
			started.push(inbox);
		}
		const n8n = await startN8n({
			userFolder,
			port: await freePort(),
			brokerPort: await freePort(),
			...(options.env && { env: options.env }),
		});
		started.push(n8n);
		const client = new N8nClient(n8n.url);
		const cookie = await client.signIn(account);
		return { url: n8n.url, client, account, cookie, inbox, userFolder, logFile: n8n.logFile, pid: n8n.pid, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
