import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive } from '../../host/isAlive';

/** Kills a PostgreSQL server at once, its main process and all others; resolves when none is left. */
export async function killServer(pid: number): Promise<void> {
	const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
	const children = stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number)).filter(([, parent]) => parent === pid);
	const all = [pid, ...children.map(([child]) => child!)];
	for (const each of all) if (isAlive(each)) process.kill(each, 'SIGKILL');
	while (all.some(isAlive)) await pause(5);
}
