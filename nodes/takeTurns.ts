import { sleep } from 'n8n-workflow';

/** How long to work before n8n's other work gets its turn, in ms; collecting garbage comes on top. */
const TURN_MS = 15;

/**
 * For long work on many items: what it returns is to be awaited before each of them, and lets n8n do its other
 * work (answer requests, run other workflows) whenever this one has had its turn.
 */
export function takeTurns(): () => Promise<void> {
	let turnEnds = Date.now() + TURN_MS;
	return async () => {
		if (Date.now() <= turnEnds) return;
		await sleep(0);
		turnEnds = Date.now() + TURN_MS;
	};
}
