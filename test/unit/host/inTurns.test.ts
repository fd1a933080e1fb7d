import { setTimeout as sleep } from 'node:timers/promises';
import { inTurns } from '../../../host/demo/inTurns.ts';

test('keeps the order and never has more at work than allowed', async () => {
	let atWork = 0;
	let most = 0;
	const results = await inTurns([30, 5, 20, 1, 10, 1, 1], 3, async (ms) => {
		most = Math.max(most, ++atWork);
		await sleep(ms);
		atWork--;
		return ms * 2;
	});
	expect(results).toEqual([60, 10, 40, 2, 20, 2, 2]);
	expect(most).toBe(3);
});

test('a failure stops what has not begun', async () => {
	const begun: number[] = [];
	const run = inTurns([1, 2, 3, 4, 5, 6], 2, async (entry) => {
		begun.push(entry);
		await sleep(1);
		if (entry === 2) throw new Error('second');
		await sleep(5);
	});
	await expect(run).rejects.toThrow('second');
	await sleep(20);
	expect(begun).toEqual([1, 2]);
});
