import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { nodeEnvironment } from './nodeEnvironment.ts';

const run = promisify(execFile);

/** npm's own settings that a user may have made in the environment (registry, cache, proxies …), kept for our npm. */
const settings = (): Record<string, string> =>
	Object.fromEntries(
		Object.entries(process.env).filter(([name]) => /^npm_config_(?!local_prefix|global_prefix|ignore_scripts|argv)/i.test(name)),
	) as Record<string, string>;

/**
 * Runs npm in `cwd` with the project's Node first on the PATH (so that native modules are built for it) and
 * returns what it printed on standard output. Rejects with npm's own error text; ends npm when `signal` aborts.
 */
export async function runNpm(args: string[], cwd: string, signal?: AbortSignal): Promise<string> {
	const env = nodeEnvironment(settings());
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	try {
		const { stdout } = await run(npm, args, { cwd, env, maxBuffer: 64 * 1024 * 1024, ...(signal && { signal }) });
		return stdout;
	} catch (error) {
		const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
		throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${said || String(error)}`, { cause: error });
	}
}
