import type { Attempt } from '../Operation';

/** Whether a failure may be that of a single row, so that the others can be saved without it. */
const isOfOneRow = (cause: unknown): boolean => !(cause instanceof Error && cause.name === 'LeadStoreError') || ('code' in cause && cause.code === 'invalid');

/**
 * Saves rows in batches, each all or nothing. Rows that are failures already stay so. A batch that fails because of a
 * row is saved row by row; after any other failure the store is not asked again.
 *
 * @param size most rows in a batch
 * @param save answers for its rows in their order
 * @param atOnce most batches under way at the same time; more than one only where their order does not matter
 */
export async function attemptBatches<Row, Outcome>(
	rows: readonly Attempt<Row>[],
	size: number,
	save: (batch: Row[]) => Promise<Outcome[]>,
	atOnce = 1,
): Promise<Attempt<Outcome>[]> {
	const outcomes: Attempt<Outcome>[] = [];
	const waiting: { index: number; value: Row }[] = [];
	for (const [index, row] of rows.entries()) {
		if (row.ok) waiting.push({ index, value: row.value });
		else outcomes[index] = row;
	}
	let ended: Attempt<Outcome> | null = null;

	const attempt = async (batch: typeof waiting): Promise<void> => {
		let saved: readonly Attempt<Outcome>[];
		try {
			saved = ended ? batch.map(() => ended!) : (await save(batch.map(({ value }) => value))).map((value) => ({ ok: true, value }));
		} catch (cause) {
			if (isOfOneRow(cause) && batch.length > 1) {
				for (const row of batch) await attempt([row]);
				return;
			}
			const failure: Attempt<Outcome> = { ok: false, cause };
			if (!isOfOneRow(cause)) ended = failure;
			saved = batch.map(() => failure);
		}
		for (const [position, { index }] of batch.entries()) outcomes[index] = saved[position]!;
	};

	let next = 0;
	const attemptNext = async (): Promise<void> => {
		while (next < waiting.length) await attempt(waiting.slice(next, (next += size)));
	};
	await Promise.all(Array.from({ length: atOnce }, attemptNext));
	return outcomes;
}
