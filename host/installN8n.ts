import { createHash } from 'node:crypto';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdLock } from './holdLock.ts';
import { runNpm } from './runNpm.ts';

export interface InstallN8nOptions {
	/** The folder with the pinned manifest and lock file. */
	folder?: string;
	/** Told what is going on. */
	tell?: (line: string) => void;
	/** How often it is told, in ms. */
	tellEveryMs?: number;
	/** Ends the installation (it is done again the next time) when it aborts. */
	signal?: AbortSignal;
	/** Runs npm in the folder; another one only in tests. */
	npm?: typeof runNpm;
}

interface LockFile {
	/** By their path in the folder, such as `node_modules/n8n`. */
	packages: Record<string, { version?: string; optional?: boolean }>;
}

/**
 * Installs the pinned n8n into `host/node_modules` unless it is there already, for this lock file and this Node.
 *
 * About four minutes and 3 GB the first time. The marker is written last and lies in `node_modules`, which `npm ci`
 * empties first: an interrupted or outdated installation has none that fits and is done again.
 */
export async function installN8n(options: InstallN8nOptions = {}): Promise<void> {
	const { folder = import.meta.dirname, tell = console.log, tellEveryMs = 5_000, signal, npm = runNpm } = options;
	const modules = join(folder, 'node_modules');
	const marker = join(modules, '.installed');
	const lockText = await readFile(join(folder, 'package-lock.json'), 'utf8');
	const wanted = createHash('sha256').update(lockText).update(await readFile(join(folder, 'package.json'))).digest('hex');
	const isInstalled = async () => (await readFile(marker, 'utf8').catch(() => '')).trim() === wanted;
	if (await isInstalled()) return;

	const { packages } = JSON.parse(lockText) as LockFile;
	const version = packages['node_modules/n8n']?.version ?? '';
	// The optional ones are mostly for other operating systems.
	const manifests = Object.entries(packages)
		.filter(([path, { optional }]) => path !== '' && !optional)
		.map(([path]) => join(folder, path, 'package.json'));

	const waiting = () => tell('Another process is installing n8n; waiting for it');
	const release = await holdLock(`install-${folder}`, { onWait: waiting, ...(signal && { signal }) });
	try {
		if (await isInstalled()) return;
		const startedAt = Date.now();
		const step = async (what: () => Promise<string>, work: () => Promise<unknown>) => {
			const say = async () => tell(`  ${Math.round((Date.now() - startedAt) / 1000)} s: ${await what()}`);
			const timer = setInterval(() => void say(), tellEveryMs);
			await work().finally(() => clearInterval(timer));
		};
		tell(`Installing n8n ${version}, once: about four minutes and 3 GB in host/node_modules`);
		await step(
			async () => `downloading and unpacking, ${await countPresent(manifests)} of ${manifests.length} packages are there`,
			async () => npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...(await forOlderNpm(npm, folder))], folder, signal),
		);
		await step(
			async () => 'preparing the SQLite driver (compiled here if no ready-made one fits)',
			() => npm(['rebuild', 'sqlite3'], folder, signal).catch(explainCompiler),
		);
		await writeFile(marker, `${wanted}\n`);
		tell(`  ${Math.round((Date.now() - startedAt) / 1000)} s: n8n ${version} is installed`);
	} finally {
		await release();
	}
}

/** npm 10 takes the lock file, which a newer npm has written, for incomplete unless it leaves peer dependencies be. */
async function forOlderNpm(npm: typeof runNpm, folder: string): Promise<string[]> {
	const major = Number.parseInt(await npm(['--version'], folder), 10);
	return major < 11 ? ['--legacy-peer-deps'] : [];
}

async function countPresent(files: string[]): Promise<number> {
	const found = await Promise.all(files.map((file) => access(file).then(() => 1, () => 0)));
	return found.filter((present) => present === 1).length;
}

function explainCompiler(cause: Error): never {
	const hint = 'Where no ready-made driver can be fetched, it is compiled with python3, make and g++ (on Debian: apt-get install python3 make g++).';
	throw new Error(`${cause.message}\n${hint}`, { cause });
}
