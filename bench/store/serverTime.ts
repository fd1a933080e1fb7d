import { readdir, readFile } from 'node:fs/promises';

/** Of a tick of the kernel's count, in ms. */
const TICK_MS = 10;

/** Processor time that a server's processes have used so far, in ms; of those that run, where the system is Linux, else 0. */
export async function serverTime(mainPid: number): Promise<number> {
	if (process.platform !== 'linux') return 0;
	let ticks = 0;
	for (const pid of await readdir('/proc')) {
		if (!/^\d+$/.test(pid)) continue;
		const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
		// After the name, which may have spaces: state, parent, …; the 14th and 15th field of all are the times.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (Number(fields[1]) === mainPid || pid === String(mainPid)) ticks += Number(fields[11]) + Number(fields[12]);
	}
	return ticks * TICK_MS;
}
