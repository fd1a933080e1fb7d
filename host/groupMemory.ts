import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the processes of a group have in memory now, in MB. */
export async function groupMemory(group: number): Promise<number> {
	const { stdout } = await run('ps', ['-axo', 'pgid=,rss=']);
	let kilobytes = 0;
	for (const line of stdout.trim().split('\n')) {
		const [pgid, rss] = line.trim().split(/\s+/).map(Number);
		if (pgid === group) kilobytes += rss ?? 0;
	}
	return kilobytes / 1024;
}
