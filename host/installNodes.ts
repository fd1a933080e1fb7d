import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packNodes } from './packNodes.ts';
import { runNpm } from './runNpm.ts';

/**
 * Installs this package into an n8n user folder the way n8n installs a community package, so that its node types
 * are named `n8n-nodes-lead-scoring.*`. Replaces what an earlier run installed. Needs no network (a few seconds).
 *
 * @param userFolder what n8n is given as `N8N_USER_FOLDER`
 */
export async function installNodes(userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	// npm does not unpack a package of the same version again, so the earlier one goes first.
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }));
	// The tarball stays: the folder's package.json names it, and n8n reads that when another package is added.
	const tarball = await packNodes(folder);
	await runNpm(
		[
			'install', tarball, '--offline', '--ignore-scripts', '--legacy-peer-deps', '--omit=peer', '--omit=dev',
			'--no-audit', '--no-fund', '--install-links',
		],
		folder,
	);
}
