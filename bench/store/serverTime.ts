import { readFileSync } from 'node:fs';

/** Of a tick of the kernel's count, in ms. */
const TICK_MS = 10;

/** What the kernel tells; nothing of a process that has just ended. */
function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

/** Processor time that a server's processes have used so far, in ms; of those that run, where the system is Linux, else 0. */
export function serverTime(mainPid: number): number {
	if (process.platform !== 'linux') return 0;
	let ticks = 0;
	for (const pid of [mainPid, ...read(`/proc/${mainPid}/task/${mainPid}/children`).trim().split(' ')]) {
		const stat = read(`/proc/${pid}/stat`);
		// After the name, which may have spaces: state, parent, …; the 14th and 15th field of all are the times.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
	}
	return ticks * TICK_MS;
}
