import { open, type FileHandle } from 'node:fs/promises';
import { shareNext } from './shareNext';

/** The log of a database in WAL mode: one file, for as long as somebody has the database open. SQLite's locks are on others. */
export class WriteAheadLog {
	private readonly database: string;
	private handle: FileHandle | undefined;

	/** @param database its file */
	constructor(database: string) {
		this.database = database;
	}

	/**
	 * Brings all that was committed to the disk, as `synchronous = full` does with each commit, but beside the event loop: a
	 * slow disk holds up nobody who does something else. One sync is for all who wait for the next.
	 */
	readonly sync = shareNext(async () => {
		this.handle ??= await open(`${this.database}-wal`, 'r+');
		await this.handle.datasync();
	});

	async close(): Promise<void> {
		await this.handle?.close();
		this.handle = undefined;
	}
}
