import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from './repositoryRoot.ts';
import { runNpm } from './runNpm.ts';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

/**
 * Packs this package as it would be published and returns the tarball's path (in `folder`).
 *
 * Takes what the last build left in `dist/`; says what to run if a node's file is not there.
 */
export async function packNodes(folder: string): Promise<string> {
	const { n8n } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as Manifest;
	const missing = [...n8n.nodes, ...n8n.credentials].filter((file) => !existsSync(join(repositoryRoot, file)));
	if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run "npm run build" first.`);
	const printed = await runNpm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], repositoryRoot);
	return join(folder, tarballName(JSON.parse(printed)));
}

/** The file name in what `npm pack --json` prints: a list of packages, or (newer npm) an object of them by name. */
function tarballName(printed: unknown): string {
	const packages = Object.values(printed as Record<string, { filename?: unknown }>);
	const filename = packages[0]?.filename;
	if (typeof filename !== 'string') throw new Error(`npm pack named no file: ${JSON.stringify(printed)}`);
	return filename;
}
