import { open } from 'node:fs/promises';

/**
 * Brings all that was committed to a database in WAL mode to the disk, as `synchronous = full` does with each commit, but
 * beside the event loop: a slow disk holds up nobody who does something else. SQLite's locks are on other files.
 */
export async function syncLog(file: string): Promise<void> {
	const log = await open(`${file}-wal`, 'r+');
	try {
		await log.datasync();
	} finally {
		await log.close();
	}
}
