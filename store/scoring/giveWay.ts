import { setImmediate } from 'node:timers/promises';

/** How long to work before other work gets a turn, in ms. */
const TURN_MS = 20;

/**
 * Makes a function to call often during long work: once every 20 ms it lets others have a turn, and it throws the
 * signal's reason when that has aborted.
 */
export function giveWay(signal?: AbortSignal): () => Promise<void> | undefined {
	let turnEnds = performance.now() + TURN_MS;
	return () => {
		if (performance.now() < turnEnds) return undefined;
		return setImmediate().then(() => {
			signal?.throwIfAborted();
			turnEnds = performance.now() + TURN_MS;
		});
	};
}
