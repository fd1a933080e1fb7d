import type { Contribution, ScoreResult } from '../scoring/ScoreResult';

/** What made a score another than before. */
export interface ScoreChangeReason {
	/** Rule id; `null` for what limits, rounding and people account for. */
	rule: string | null;
	label: string;
	/** By how much more or less than before. */
	points: number;
	because: string;
}

/** As much of a score as it takes to tell what became of it. */
export type ExplainedScore = Pick<ScoreResult, 'score' | 'adjustment' | 'contributions'> & {
	/** Group totals after and before the clamp. */
	groups: readonly Pick<ScoreResult['groups'][number], 'id' | 'points' | 'uncapped'>[];
};

/** Points below this are noise of floating-point sums. */
const NOISE = 1e-9;

const unscored: ExplainedScore = { score: 0, adjustment: 0, groups: [], contributions: [] };

const total = (parts: readonly { points: number }[]): number => parts.reduce((sum, { points }) => sum + points, 0);

/** Two decimals are enough to follow. */
const tell = (points: number): string => String(Math.round(points * 100) / 100);

/**
 * Why a score is another than before: the rules whose points differ, largest difference first, then what people gave
 * and what the limits of groups and scale let through. Adds up to the change.
 *
 * @param before `null` for a lead that was never scored
 */
export function explainChange(before: ExplainedScore | null, after: ExplainedScore): ScoreChangeReason[] {
	const earlier = before ?? unscored;
	const reasons = [...ruleChanges(earlier.contributions, after.contributions), ...adjustmentChange(earlier, after), ...limitChanges(earlier, after)].filter(
		({ points }) => Math.abs(points) > NOISE,
	);
	const left = after.score - earlier.score - total(reasons);
	if (Math.abs(left) <= NOISE) return reasons;
	return [...reasons, { rule: null, label: 'Scale and rounding', points: left, because: 'scores stay within the scale and are rounded' }];
}

function ruleChanges(before: readonly Contribution[], after: readonly Contribution[]): ScoreChangeReason[] {
	const earlier = new Map(before.map((contribution) => [contribution.rule, contribution]));
	const changes = after.map(({ rule, label, points, because }): ScoreChangeReason => {
		const change = points - (earlier.get(rule)?.points ?? 0);
		earlier.delete(rule);
		return { rule, label, points: change, because };
	});
	for (const { rule, label, points } of earlier.values()) changes.push({ rule, label, points: -points, because: 'no longer so' });
	return changes.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

const adjustmentChange = (before: ExplainedScore, after: ExplainedScore): ScoreChangeReason[] => [
	{ rule: null, label: 'Points given by people', points: after.adjustment - before.adjustment, because: `${tell(after.adjustment)} in all` },
];

function limitChanges(before: ExplainedScore, after: ExplainedScore): ScoreChangeReason[] {
	const taken = new Map(before.groups.map(({ id, points, uncapped }) => [id, points - uncapped]));
	const changes = after.groups.map(({ id, points, uncapped }): ScoreChangeReason => {
		const change = points - uncapped - (taken.get(id) ?? 0);
		taken.delete(id);
		return { rule: null, label: `Limit of '${id}'`, points: change, because: points === uncapped ? 'within its limit' : `${tell(uncapped)} points, limited to ${tell(points)}` };
	});
	for (const [id, points] of taken) changes.push({ rule: null, label: `Limit of '${id}'`, points: -points, because: 'no longer a group' });
	return changes;
}
