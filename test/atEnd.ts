type Task = () => Promise<void>;

// jest loads setup and teardown apart from each other; only the global object is the same.
const shared = globalThis as { leadScoringAtEnd?: Task[] };

/** Has something done when all tests of a project have run. */
export function atEnd(task: Task): void {
	(shared.leadScoringAtEnd ??= []).push(task);
}

export async function runAtEnd(): Promise<void> {
	for (const task of shared.leadScoringAtEnd?.splice(0).reverse() ?? []) await task();
}
