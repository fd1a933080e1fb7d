import type { LeadRepository, Transition } from '../../store';

/** All transitions of a store, or of one lead or run, in order. */
export async function transitionsOf({ transitions }: LeadRepository, query: { key?: string; runId?: string } = {}): Promise<Transition[]> {
	const found: Transition[] = [];
	for (let after: string | null = null, more = true; more; ) {
		const page = await transitions.list({ ...query, after, limit: 500 });
		found.push(...page.rows);
		after = page.next;
		more = after !== null;
	}
	return found;
}
