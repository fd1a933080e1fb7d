import type { Proportion } from './proportion';
import type { Interval } from './wilsonInterval';

/** How much larger one share is than another. */
export interface CampaignLift extends Interval {
	/** Difference of the shares, -1 to 1; `low` and `high` bound its 95% confidence interval: proven if 0 is outside. */
	difference: number;
}

/**
 * The difference of two independent proportions with its 95% confidence interval, Newcombe's hybrid score interval
 * without continuity correction; `null` if there is nobody in one of them.
 * Source: method 10 in R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison
 * of eleven methods, Statistics in Medicine 17 (1998), 873–890.
 */
export function lift(treated: Proportion | null, control: Proportion | null): CampaignLift | null {
	if (treated === null || control === null) return null;
	const difference = treated.share - control.share;
	return {
		difference,
		low: difference - Math.hypot(treated.share - treated.low, control.high - control.share),
		high: difference + Math.hypot(treated.high - treated.share, control.share - control.low),
	};
}
