import { wilsonInterval, type Interval } from './wilsonInterval';

/** So many of so many leads. */
export interface Proportion extends Interval {
	count: number;
	of: number;
	/** count / of, 0 to 1; `low` and `high` are the bounds of its 95% confidence interval. */
	share: number;
}

/** `null` where there is nobody, or the numbers make no sense (more leads than there are, no whole numbers). */
export function proportion(count: number, of: number): Proportion | null {
	if (!Number.isSafeInteger(count) || !Number.isSafeInteger(of) || of < 1 || count < 0 || count > of) return null;
	return { count, of, share: count / of, ...wilsonInterval(count, of) };
}
