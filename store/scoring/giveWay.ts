import { setImmediate, setTimeout } from 'node:timers/promises';

/** How long to work before other work gets a turn, in ms. */
const TURN_MS = 20;
/** A turn of that many ms, as a lead with thousands of activities takes, is followed by a rest. */
const LONG_TURN_MS = 100;

/**
 * Makes a function to call often during long work: once every 20 ms it lets others have a turn, and it throws the
 * signal's reason when that has aborted. After a long turn, others get a tenth of its time: to answer a request takes
 * several rounds of the event loop, and it must not wait for a long turn in each of them.
 */
export function giveWay(signal?: AbortSignal): () => Promise<void> | undefined {
	let turnBegan = performance.now();
	return () => {
		const took = performance.now() - turnBegan;
		if (took < TURN_MS) return undefined;
		return (took < LONG_TURN_MS ? setImmediate() : setTimeout(took / 10)).then(() => {
			signal?.throwIfAborted();
			turnBegan = performance.now();
		});
	};
}
