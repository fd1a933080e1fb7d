import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../../host/isAlive.ts';
import { isPortTaken } from '../../../host/isPortTaken.ts';
import { startProcess } from '../../../host/startProcess.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'start-process-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (program: string, more: Partial<Parameters<typeof startProcess>[0]> = {}) =>
	startProcess({
		name: 'The program',
		command: process.execPath,
		args: ['-e', program],
		cwd: folder,
		env: {},
		logFile: join(folder, 'log'),
		isReady: async () => existsSync(join(folder, 'ready')),
		timeoutMs: 20_000,
		...more,
	});

/** Holds a port, tells which, and does not obey a polite request to end. */
const stubbornChild = `
	process.on('SIGTERM', () => {});
	const server = require('net').createServer().listen(0, '127.0.0.1', () => console.log(server.address().port));`;

/** Starts that one and does not obey either. */
const stubborn = `
	process.on('SIGTERM', () => console.log('asked'));
	const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubbornChild)}]);
	child.stdout.once('data', (port) => { console.log(String(port)); require('fs').writeFileSync('ready', ''); });
	setInterval(() => {}, 1000);`;

test('stop() ends the process and its children, politely first', async () => {
	const running = await start(stubborn);
	const port = Number(await readFile(join(folder, 'log'), 'utf8'));
	expect(await isPortTaken(port)).toBe(true);
	await running.stop(300);
	expect(await readFile(join(folder, 'log'), 'utf8')).toContain('asked');
	expect(await running.exited).toBe('SIGKILL');
	// The system frees it a moment after it has killed the child.
	for (let tries = 0; tries < 50 && (await isPortTaken(port)); tries++) await sleep(100);
	expect(await isPortTaken(port)).toBe(false);
	await running.stop(300);
});

test('a process that ends while starting is reported at once with the end of its log', async () => {
	const startedAt = Date.now();
	await expect(start('console.error("no database"); process.exit(3)')).rejects.toThrow(
		/The program ended while starting \(exit code 3\)[^]*no database/,
	);
	expect(Date.now() - startedAt).toBeLessThan(10_000);
});

test('one that is never ready is stopped', async () => {
	let pid = 0;
	const isReady = async () => {
		pid ||= Number(await readFile(join(folder, 'log'), 'utf8'));
		return false;
	};
	const never = start('console.log(process.pid); setInterval(() => {}, 1000)', { timeoutMs: 1_500, isReady });
	await expect(never).rejects.toThrow('was not ready after 2 s');
	expect(pid).toBeGreaterThan(0);
	expect(isAlive(pid)).toBe(false);
});

test('starting can be given up', async () => {
	const controller = new AbortController();
	setTimeout(() => controller.abort(), 300);
	await expect(start('setInterval(() => {}, 1000)', { signal: controller.signal })).rejects.toThrow('told to stop');
});

test('a command that is not there is reported', async () => {
	await expect(start('', { command: join(folder, 'nothing') })).rejects.toThrow(/could not be started.*ENOENT/);
});
