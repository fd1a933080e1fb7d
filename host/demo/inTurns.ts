/** Does something for every entry, at most `atOnce` at the same time, and keeps the order in the results. Stops at the first failure. */
export async function inTurns<T, R>(entries: T[], atOnce: number, work: (entry: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		while (next < entries.length) {
			const index = next++;
			results[index] = await work(entries[index] as T);
		}
	};
	try {
		await Promise.all(Array.from({ length: atOnce }, worker));
	} finally {
		next = entries.length;
	}
	return results;
}
