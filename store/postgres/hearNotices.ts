import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

const RETRY_MS = 2_000;

/**
 * Hears notices on a channel over a connection of its own, and connects again whenever that breaks; what came in between
 * is then told as one. The answer ends it.
 */
export async function hearNotices(config: ClientConfig, channel: string, tell: () => void): Promise<() => Promise<void>> {
	const ending = new AbortController();
	let client: Client | undefined;

	async function connect(): Promise<void> {
		const fresh = new Client(config);
		fresh.on('notification', tell);
		fresh.on('error', () => undefined);
		fresh.once('end', () => void reconnect());
		client = fresh;
		await fresh.connect();
		await fresh.query(`listen "${channel}"`);
	}

	async function reconnect(): Promise<void> {
		while (!ending.signal.aborted) {
			// Whoever waits looks by itself from time to time; this is only about being quick.
			await sleep(RETRY_MS, undefined, { ref: false });
			if (ending.signal.aborted) return;
			try {
				await connect();
				return tell();
			} catch {
				client?.removeAllListeners('end');
			}
		}
	}

	await connect();
	return async () => {
		ending.abort();
		await client?.end().catch(() => undefined);
	};
}
