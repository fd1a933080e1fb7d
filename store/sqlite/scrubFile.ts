import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** How long to wait for others who write or read, in ms. */
const WAIT_MS = 30_000;

/**
 * What the thread does. `secure_delete` overwrites what is deleted, but not the copies that stay behind in unused parts
 * of pages when rows move between them; only building the file anew is sure to leave nothing.
 */
const WORK = `
	const { parentPort, workerData: { file, waitMs } } = require('node:worker_threads');
	const { DatabaseSync } = require('node:sqlite');
	let told = null;
	try {
		const database = new DatabaseSync(file, { timeout: waitMs });
		try {
			database.exec('pragma secure_delete = on; vacuum');
			const giveUpAt = Date.now() + waitMs;
			// Whoever is emptying the log just now, or reads from it, is in the way for a moment.
			while (database.prepare('pragma wal_checkpoint(truncate)').get().busy !== 0) {
				if (Date.now() > giveUpAt) throw Object.assign(new Error('somebody keeps reading it'), { code: 'ERR_SQLITE_ERROR', errcode: 5 });
				Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
			}
		} finally {
			database.close();
		}
	} catch ({ message, code, errcode }) {
		told = { message, code, errcode };
	}
	parentPort.postMessage(told);
`;

/**
 * Overwrites all that was ever deleted in a database file and its log, in a thread of its own: it takes some seconds a
 * gigabyte, during which others read, and wait to write.
 *
 * @throws what SQLite reports
 */
export async function scrubFile(file: string): Promise<void> {
	const worker = new Worker(WORK, { eval: true, workerData: { file, waitMs: WAIT_MS } });
	const [failure] = (await once(worker, 'message')) as [{ message: string; code?: string; errcode?: number } | null];
	if (failure) throw Object.assign(new Error(failure.message), failure);
}
