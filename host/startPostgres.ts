import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './freePort.ts';
import { isAlive } from './isAlive.ts';
import { nodeBinary, nodeEnvironment } from './nodeEnvironment.ts';
import { startProcess } from './startProcess.ts';

export interface RunningPostgres {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	/** Of the server's main process. */
	pid: number;
	/** Kills it when it has not ended after `graceMs`, 10 s by default. */
	stop: (graceMs?: number) => Promise<void>;
}

// Only this machine can reach it, and what is in it is made up.
const account = { database: 'lead_scoring', user: 'lead_scoring', password: 'lead_scoring' };

/**
 * Starts a real PostgreSQL server on 127.0.0.1 (a second; the first time in a folder some three).
 *
 * @param folder its data are in `<folder>/postgres`, its log in `<folder>/postgres.log`; a later start goes on with them
 * @param port a free one by default
 * @param signal gives up the start when it aborts
 */
export async function startPostgres(folder: string, port?: number, signal?: AbortSignal): Promise<RunningPostgres> {
	const server = { host: '127.0.0.1', port: port ?? (await freePort()), ...account };
	const databaseDir = join(folder, 'postgres');
	await mkdir(folder, { recursive: true });
	// As root, the server runs as another user, who must get to its data.
	if (process.getuid?.() === 0) await chmod(folder, 0o711);
	const { stop } = await startProcess({
		name: 'PostgreSQL',
		command: nodeBinary,
		args: [join(import.meta.dirname, 'postgresProcess.ts'), databaseDir, JSON.stringify(server)],
		cwd: folder,
		env: nodeEnvironment(),
		logFile: join(folder, 'postgres.log'),
		// Another server on the same port takes connections as well.
		isReady: async () => (await pidIn(databaseDir)) !== undefined && takesConnections(server),
		timeoutMs: 60_000,
		...(signal && { signal }),
	}).catch(explainRoot);
	return { ...server, pid: (await pidIn(databaseDir)) ?? 0, stop };
}

/** The id of the process that serves these data and is ready, if one is. */
async function pidIn(databaseDir: string): Promise<number | undefined> {
	const lines = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
	const pid = Number(lines[0]);
	// One that was killed leaves the file behind.
	return lines.some((line) => line.trim() === 'ready') && isAlive(pid) ? pid : undefined;
}

function explainRoot(cause: Error): never {
	if (process.getuid?.() !== 0 || !/Permission denied|EACCES/.test(cause.message)) throw cause;
	const hint = 'As root, PostgreSQL runs as the user postgres, who must be able to enter this project and the folder of its data. Have them elsewhere, or run as another user.';
	throw new Error(`${cause.message}\n${hint}`, { cause });
}

async function takesConnections(server: typeof account & { host: string; port: number }): Promise<boolean> {
	const client = new Client({ ...server, connectionTimeoutMillis: 2_000 });
	// Without a listener, a connection that is lost later would end this process.
	client.on('error', () => undefined);
	try {
		await client.connect();
		return true;
	} catch {
		return false;
	} finally {
		await client.end();
	}
}
