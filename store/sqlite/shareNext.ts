/** One at a time: all who ask while it is under way share the one that begins when that has ended. */
export function shareNext(work: () => Promise<void>): () => Promise<void> {
	let current = Promise.resolve();
	let next: Promise<void> | undefined;
	return () => {
		next ??= current
			.catch(() => undefined)
			.then(() => {
				next = undefined;
				current = work();
				return current;
			});
		return next;
	};
}
