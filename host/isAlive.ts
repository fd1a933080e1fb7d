/** Whether a process of this id runs on this machine. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// It runs, but is someone else's.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
