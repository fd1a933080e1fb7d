import { sleep } from 'n8n-workflow';

/** How long to work before n8n's other work gets its turn, in ms; collecting garbage comes on top. */
const TURN_MS = 15;
/** A turn of that many ms, as a lead with thousands of activities takes, is followed by a rest. */
const LONG_TURN_MS = 100;

/**
 * For long work on many items: what it returns is to be awaited before each of them, and lets n8n do its other
 * work (answer requests, run other workflows) whenever this one has had its turn. After a long turn, that other work gets
 * a tenth of its time: to answer a request takes several rounds of the event loop.
 */
export function takeTurns(): () => Promise<void> {
	let turnBegan = Date.now();
	return async () => {
		const took = Date.now() - turnBegan;
		if (took <= TURN_MS) return;
		await sleep(took < LONG_TURN_MS ? 0 : took / 10);
		turnBegan = Date.now();
	};
}
