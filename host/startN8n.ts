import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { localHttp } from './localHttp.ts';
import { n8nCommand } from './n8nCommand.ts';
import { nodeBinary, nodeEnvironment } from './nodeEnvironment.ts';
import { startProcess, type RunningProcess } from './startProcess.ts';

export interface StartN8nOptions {
	/** n8n keeps everything in `<userFolder>/.n8n` (made if it is not there); the user's own `~/.n8n` is never touched. */
	userFolder: string;
	port: number;
	/** The port of n8n's own broker for code that runs in a process of its own. */
	brokerPort: number;
	/** More environment variables for n8n; they win over ours. */
	env?: Record<string, string>;
	/** Called every two seconds while n8n starts, with the seconds waited so far. */
	onWait?: (seconds: number) => void;
	/** Gives up the start when it aborts. */
	signal?: AbortSignal;
}

export interface RunningN8n extends RunningProcess {
	/** The editor's address, such as `http://127.0.0.1:5678`, with no slash at the end. */
	url: string;
	logFile: string;
}

const startTimeoutMs = 300_000;

/**
 * Starts the pinned n8n on 127.0.0.1 and resolves when its API answers (about 15 s; the first start of a user folder
 * about 40 s). Rejects with the end of n8n's log if it ends first. Needs `installN8n()` to have run once.
 */
export async function startN8n(options: StartN8nOptions): Promise<RunningN8n> {
	const { userFolder, port } = options;
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(userFolder, 'n8n.log');
	const http = localHttp(url, 2_000);
	await mkdir(userFolder, { recursive: true });
	const running = await startProcess({
		name: 'n8n',
		command: nodeBinary,
		args: [n8nCommand, 'start'],
		// n8n reads a .env file where it is started: a folder of ours has none.
		cwd: userFolder,
		env: nodeEnvironment({
			N8N_USER_FOLDER: userFolder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
			N8N_HOST: '127.0.0.1',
			GENERIC_TIMEZONE: 'Europe/Oslo',
			TZ: 'Europe/Oslo',
			N8N_SECURE_COOKIE: 'false',
			N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
			N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_HIRING_BANNER_ENABLED: 'false',
			N8N_DYNAMIC_BANNERS_ENABLED: 'false',
			// Catalogues on the internet that the nodes panel would offer; without them it is the same on every machine.
			N8N_VERIFIED_PACKAGES_ENABLED: 'false',
			N8N_DISABLED_MODULES: 'mcp-registry',
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
			...options.env,
		}),
		logFile,
		isReady: () =>
			http.get('/healthz/readiness').then(
				() => true,
				() => false,
			),
		timeoutMs: startTimeoutMs,
		...(options.onWait && { onWait: options.onWait }),
		...(options.signal && { signal: options.signal }),
	});
	return { ...running, url, logFile };
}
