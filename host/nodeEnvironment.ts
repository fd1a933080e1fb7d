import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { repositoryRoot } from './repositoryRoot.ts';

const projectsNode = join(repositoryRoot, 'node_modules', 'node', 'bin', 'node');

/** The Node that n8n needs (24 or later): the project's own if it is installed, else the one running this. */
export const nodeBinary = existsSync(projectsNode) ? projectsNode : process.execPath;

const kept = [
	'HOME', 'USER', 'SHELL', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP',
	'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'NODE_EXTRA_CA_CERTS',
];

/**
 * The environment for a child process: nothing of n8n's, npm's or jest's own settings leaks in (a `DB_TYPE` or
 * `N8N_USER_FOLDER` of the user's would point the demo at the user's own n8n), and `node` is the project's Node.
 */
export function nodeEnvironment(more: Record<string, string> = {}): Record<string, string> {
	const inherited = Object.fromEntries(
		kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
	) as Record<string, string>;
	return { ...inherited, PATH: [dirname(nodeBinary), process.env.PATH ?? ''].join(delimiter), ...more };
}
