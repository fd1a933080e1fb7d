import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './isAlive.ts';

export interface HoldLockOptions {
	/** Called once if another process holds the lock. */
	onWait?: () => void;
	/** Gives up waiting when it aborts (the promise rejects). */
	signal?: AbortSignal;
}

/**
 * Waits until no other process on this machine holds the lock of this name and takes it. Returns how to give it back.
 * A lock whose process has ended counts as given back.
 */
export async function holdLock(name: string, options: HoldLockOptions = {}): Promise<() => Promise<void>> {
	const file = join(tmpdir(), `lead-scoring-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.lock`);
	let told = false;
	for (;;) {
		options.signal?.throwIfAborted();
		const taken = await writeFile(file, String(process.pid), { flag: 'wx' }).then(
			() => true,
			() => false,
		);
		if (taken) return () => rm(file, { force: true });
		const holder = Number(await readFile(file, 'utf8').catch(() => ''));
		if (holder > 0 && !isAlive(holder)) {
			await rm(file, { force: true });
			continue;
		}
		if (!told) options.onWait?.();
		told = true;
		await sleep(500);
	}
}
