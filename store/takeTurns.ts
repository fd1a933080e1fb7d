import { setImmediate, setTimeout } from 'node:timers/promises';

/** How long to work before other work gets its turn, in ms; collecting garbage comes on top. */
const TURN_MS = 15;
/** A turn of that many ms, as a lead with thousands of activities takes, is followed by a rest. */
const LONG_TURN_MS = 100;

/**
 * Makes a function whose result is to be awaited before each item of long work: once every 15 ms it lets n8n do its other
 * work (answer requests, run other workflows), and it throws the signal's reason when that has aborted. After a turn that
 * has held the event loop for long, others get a tenth of its time: to answer a request takes several rounds of the event
 * loop, and it must not wait for a long turn in each of them.
 */
export function takeTurns(signal?: AbortSignal): () => Promise<void> | undefined {
	let turnBegan = performance.now();
	let loop = performance.eventLoopUtilization();
	return () => {
		if (performance.now() - turnBegan < TURN_MS) return undefined;
		const { active } = performance.eventLoopUtilization(loop);
		return (active < LONG_TURN_MS ? setImmediate() : setTimeout(active / 10)).then(() => {
			signal?.throwIfAborted();
			turnBegan = performance.now();
			loop = performance.eventLoopUtilization();
		});
	};
}
