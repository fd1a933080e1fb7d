import { setTimeout } from 'node:timers/promises';
import { takeTurns } from '../../store';

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

describe('long work', () => {
	it('gives others no turn before its time', async () => {
		expect(await roundsUntil(takeTurns()())).toBeLessThanOrEqual(1);
	});

	it('gives others several rounds of the event loop after a long turn, since a request takes more than one', async () => {
		const rounds: number[] = [];
		// Once may fall into a moment in which the machine does something else.
		for (let time = 0; time < 3; time++) {
			const giveWay = takeTurns();
			work(150);
			rounds.push(await roundsUntil(giveWay()));
		}
		expect(Math.max(...rounds)).toBeGreaterThan(5);
	});

	it('needs no rest from what it has waited for', async () => {
		const rounds: number[] = [];
		for (let time = 0; time < 3; time++) {
			const giveWay = takeTurns();
			await setTimeout(300);
			rounds.push(await roundsUntil(giveWay()));
		}
		expect(Math.min(...rounds)).toBeLessThanOrEqual(3);
	});

	it('ends where it is aborted', async () => {
		const aborting = new AbortController();
		const giveWay = takeTurns(aborting.signal);
		work(25);
		aborting.abort(new Error('Cancelled'));
		await expect(giveWay()).rejects.toThrow('Cancelled');
	});
});
