import { takeTurns } from '../../nodes/takeTurns';
import { giveWay } from '../../store/scoring/giveWay';

/** Holds the event loop. */
function work(ms: number): void {
	const end = performance.now() + ms;
	while (performance.now() < end);
}

/** How many rounds the event loop makes until the promise is settled. */
async function roundsUntil(settled: Promise<void> | undefined): Promise<number> {
	let rounds = 0;
	let isOver = false;
	const count = (): void => {
		rounds += 1;
		if (!isOver) setImmediate(count);
	};
	setImmediate(count);
	await settled;
	isOver = true;
	return rounds;
}

describe.each([
	['the store', () => giveWay()],
	['the nodes', () => takeTurns()],
])('long work of %s', (_whose, begin) => {
	it('gives others no turn before its time', async () => {
		const giveOthersTheirTurn = begin();
		expect(await roundsUntil(giveOthersTheirTurn())).toBeLessThanOrEqual(1);
	});

	it('gives others several rounds of the event loop after a long turn, since a request takes more than one', async () => {
		const rounds: number[] = [];
		// Once may fall into a moment in which the machine does something else.
		for (let time = 0; time < 3; time++) {
			const giveOthersTheirTurn = begin();
			work(150);
			rounds.push(await roundsUntil(giveOthersTheirTurn()));
		}
		expect(Math.max(...rounds)).toBeGreaterThan(5);
	});
});

it('long work of the store ends where it is aborted', async () => {
	const aborting = new AbortController();
	const giveOthersTheirTurn = giveWay(aborting.signal);
	work(25);
	aborting.abort(new Error('Cancelled'));
	await expect(giveOthersTheirTurn()).rejects.toThrow('Cancelled');
});
