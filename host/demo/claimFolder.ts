import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../isAlive.ts';

/** What `running.json` says. */
interface Claim {
	/** Where the editor is. */
	url: string;
	/** The demo's own process first, then those it started. */
	pids: number[];
}

export interface ClaimedFolder {
	/** Adds processes that work on the folder and might outlive this one if it is killed. */
	add: (...pids: number[]) => Promise<void>;
	release: () => Promise<void>;
}

/**
 * Makes sure that only one demo runs on a folder, since two n8n on one database would spoil it. Rejects, naming what
 * runs, if another demo does or if one that was killed left its n8n behind.
 *
 * @param url where the editor will be, for that message
 */
export async function claimFolder(folder: string, url: string): Promise<ClaimedFolder> {
	const file = join(folder, 'running.json');
	await mkdir(folder, { recursive: true });
	const text = await readFile(file, 'utf8').catch(() => undefined);
	const earlier = text === undefined ? undefined : (JSON.parse(text) as Claim);
	const living = earlier?.pids.filter(isAlive) ?? [];
	if (earlier && living.length > 0) {
		const [remedy, what] =
			living[0] === earlier.pids[0]
				? ['Stop it with Ctrl-C where it runs', 'The demo runs already']
				: [`End what is left of it: kill ${living.join(' ')}`, 'An earlier demo was killed and its n8n still runs'];
		throw new Error(`${what}, at ${earlier.url} (process ${living.join(', ')}).\n${remedy}. If that is not so, remove ${file}`);
	}
	const claim: Claim = { url, pids: [process.pid] };
	const write = () => writeFile(file, JSON.stringify(claim));
	await write();
	return {
		add: async (...pids) => {
			claim.pids.push(...pids);
			await write();
		},
		release: () => rm(file, { force: true }),
	};
}
