import { setTimeout as pause } from 'node:timers/promises';
import { attemptBatches } from '../../nodes/LeadStore/run/attemptBatches';
import { LeadStoreError } from '../../store';

const rows = Array.from({ length: 25 }, (_, value) => ({ ok: true as const, value }));

describe('batches under way at the same time', () => {
	it('are as many as allowed, and answer in the order of the rows', async () => {
		let underWay = 0;
		const seen: number[] = [];
		const outcomes = await attemptBatches(
			rows,
			4,
			async (batch: number[]) => {
				seen.push(++underWay);
				// The first ones answer last.
				await pause(30 - batch[0]!);
				underWay -= 1;
				return batch.map((value) => value * 2);
			},
			3,
		);
		expect(outcomes).toEqual(rows.map(({ value }) => ({ ok: true, value: value * 2 })));
		expect(seen).toHaveLength(7);
		expect(Math.max(...seen)).toBe(3);
	});

	it('end with what was begun, once the store is away', async () => {
		const away = new LeadStoreError('unreachable', 'The store is away', 'Start it.');
		const asked: number[] = [];
		const outcomes = await attemptBatches(
			rows,
			4,
			async (batch: number[]) => {
				asked.push(batch[0]!);
				await pause(batch[0] === 0 ? 10 : 30);
				if (batch[0] === 0) throw away;
				return batch;
			},
			3,
		);
		expect(asked).toEqual([0, 4, 8]);
		expect(outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome.cause))).toEqual(rows.map(({ value }) => (value >= 4 && value < 12 ? value : away)));
	});
});
