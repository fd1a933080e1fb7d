import type { Contribution } from '../scoring/ScoreResult';

/** What made a score another than before. */
export interface ScoreChangeReason {
	/** Rule id; `null` for what limits, rounding and adjustments account for. */
	rule: string | null;
	label: string;
	/** By how much more or less than before. */
	points: number;
	because: string;
}

/** Points below this are noise of floating-point sums. */
const NOISE = 1e-9;

type Scored = { score: number; contributions: readonly Contribution[] };

/**
 * Why a score is another than before: the rules whose points differ, largest difference first, and what of the change
 * is left to the limits of groups and scale, to rounding and to points that people gave. Adds up to the change.
 *
 * @param before `null` for a lead that was never scored
 */
export function explainChange(before: Scored | null, after: Scored): ScoreChangeReason[] {
	const earlier = new Map(before?.contributions.map((contribution) => [contribution.rule, contribution]));
	const reasons = after.contributions.map(({ rule, label, points, because }): ScoreChangeReason => {
		const change = points - (earlier.get(rule)?.points ?? 0);
		earlier.delete(rule);
		return { rule, label, points: change, because };
	});
	for (const { rule, label, points } of earlier.values()) reasons.push({ rule, label, points: -points, because: 'no longer so' });
	const changed = reasons.filter(({ points }) => Math.abs(points) > NOISE).sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
	const left = after.score - (before?.score ?? 0) - changed.reduce((sum, { points }) => sum + points, 0);
	if (Math.abs(left) <= NOISE) return changed;
	return [...changed, { rule: null, label: 'Limits, rounding and adjustments', points: left, because: 'what the groups and the scale let through, and points given by people' }];
}
