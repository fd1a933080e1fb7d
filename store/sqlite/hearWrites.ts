import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema/Schema';

/** Reading the counter takes microseconds. */
const LOOK_MS = 500;

/**
 * Tells when another process has written to the file: SQLite counts that for each connection, our own writes left out.
 * What exactly was written it does not say. The answer ends it.
 */
export async function hearWrites(kysely: Kysely<Schema>, tell: () => void): Promise<() => Promise<void>> {
	const read = async () => (await sql<{ data_version: number }>`pragma data_version`.execute(kysely)).rows[0]?.data_version;
	let known = await read();
	let looking: Promise<void> | undefined;
	const look = async () => {
		const version = await read();
		if (version !== known) tell();
		known = version;
	};
	const timer = setInterval(() => {
		// A file that is busy now is looked at again in a moment.
		looking ??= look().catch(() => undefined).finally(() => (looking = undefined));
	}, LOOK_MS);
	return async () => {
		clearInterval(timer);
		await looking;
	};
}
