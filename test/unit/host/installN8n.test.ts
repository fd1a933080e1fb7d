import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installN8n } from '../../../host/installN8n.ts';

let folder: string;
let commands: string[];
let lines: string[];
let npmVersion: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'install-n8n-'));
	commands = [];
	lines = [];
	npmVersion = '11.19.1\n';
	await writeFile(join(folder, 'package.json'), '{}');
	await writeLock('2.41.1');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const writeLock = (version: string) =>
	writeFile(
		join(folder, 'package-lock.json'),
		JSON.stringify({ packages: { '': {}, 'node_modules/n8n': { version }, 'node_modules/@a/b': {}, 'node_modules/n8n/node_modules/c': { optional: true } } }),
	);

/** Stands in for npm: `ci` empties node_modules first, as the real one does. */
const npm = async (args: string[], cwd: string): Promise<string> => {
	if (args[0] === '--version') return npmVersion;
	commands.push(args.slice(0, 2).join(' '));
	if (args[0] === 'ci') {
		await rm(join(cwd, 'node_modules'), { recursive: true, force: true });
		// Folders come first, and what is in them when it has been downloaded.
		await mkdir(join(cwd, 'node_modules', 'n8n'), { recursive: true });
		await mkdir(join(cwd, 'node_modules', '@a', 'b'), { recursive: true });
		await writeFile(join(cwd, 'node_modules', '@a', 'b', 'package.json'), '{}');
	}
	return '';
};
const install = (npmInstead = npm) => installN8n({ folder, tell: (line) => lines.push(line), npm: npmInstead });
const whole = ['ci --ignore-scripts', 'rebuild sqlite3'];

test('installs once, says what it does, and is quick and silent the next time', async () => {
	await install();
	expect(commands).toEqual(whole);
	expect(lines[0]).toContain('Installing n8n 2.41.1');
	commands = [];
	lines = [];
	await install();
	expect(commands).toEqual([]);
	expect(lines).toEqual([]);
});

test.each([
	['10.9.4', true],
	['11.0.0', false],
])('npm %s leaves peer dependencies be: %s', async (version, legacy) => {
	npmVersion = version;
	let given: string[] = [];
	await install(async (args, cwd) => {
		if (args[0] === 'ci') given = args;
		return npm(args, cwd);
	});
	expect(given.includes('--legacy-peer-deps')).toBe(legacy);
});

test('installs again when the lock file has changed', async () => {
	await install();
	await writeLock('2.42.0');
	commands = [];
	await install();
	expect(commands).toEqual(whole);
	expect(lines.at(-1)).toContain('n8n 2.42.0 is installed');
});

test.each([
	['the download', 'ci'],
	['the preparation of the database driver', 'rebuild'],
])('an installation that failed in %s is done again', async (_name, failing) => {
	await install();
	await writeLock('2.42.0');
	const failed = install(async (args, cwd) => {
		await npm(args, cwd);
		if (args[0] === failing) throw new Error('no network');
		return '';
	});
	await expect(failed).rejects.toThrow('no network');
	commands = [];
	await install();
	expect(commands).toEqual(whole);
});

test('says what is needed to compile the database driver', async () => {
	const failed = install(async (args, cwd) => {
		if (args[0] === 'rebuild') throw new Error('gyp ERR! find Python');
		return npm(args, cwd);
	});
	await expect(failed).rejects.toThrow(/gyp ERR! find Python\n.*apt-get install python3 make g\+\+/);
});

test('a second process waits for the first and then has nothing to do', async () => {
	const slow = async (args: string[], cwd: string) => {
		const printed = await npm(args, cwd);
		await sleep(300);
		return printed;
	};
	await Promise.all([install(slow), sleep(50).then(() => install(slow))]);
	expect(commands).toEqual(whole);
	expect(lines).toContain('Another process is installing n8n; waiting for it');
});

test('tells while it works how far it is', async () => {
	const slow = async (args: string[], cwd: string) => {
		const printed = await npm(args, cwd);
		if (args[0] === 'ci') await sleep(300);
		return printed;
	};
	await installN8n({ folder, tell: (line) => lines.push(line), tellEveryMs: 100, npm: slow });
	expect(lines).toContain('  0 s: downloading and unpacking, 1 of 2 packages are there');
});
