import type { ScoringInput } from '../ports/Scores';

/**
 * So many are read, scored or saved at a stretch, as takes some 10 ms. Twice as many are a tenth to a fifth faster, but more
 * of them outlive the quick collections of garbage: the process needs half as much memory again.
 */
const MOST_LEADS = 50;
const MOST_ACTIVITIES = 1_000;
const FEWEST_LEADS = 1;

/** How many leads to take at a time to begin with, while nobody knows how much they have done. */
export const FIRST_PART = 4;

/** How many leads to take next, so that neither memory nor the event loop is held for long, by what the last ones had done. */
export function sizeOfPart(last: readonly (ScoringInput | null)[]): number {
	const activities = last.reduce((sum, input) => sum + (input?.lead.activities?.length ?? 0), 0);
	return Math.min(MOST_LEADS, Math.max(FEWEST_LEADS, Math.floor((MOST_ACTIVITIES * last.length) / (activities + 1))));
}
