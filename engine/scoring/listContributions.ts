import type { PlacedRule } from './compileGroups';
import type { Contribution } from './ScoreResult';

/** Up to so many, inserting in place beats sorting. */
const FEW = 32;

/** The rules that gave points, largest magnitude first, ties in model order. */
export function listContributions(rules: readonly PlacedRule[], rulePoints: Float64Array, attributes: unknown, now: number): Contribution[] {
	const contributions: Contribution[] = [];
	for (let index = 0; index < rulePoints.length; index++) {
		const points = rulePoints[index]!;
		if (points === 0) continue;
		const { id, group, label, rule } = rules[index]!;
		contributions.push({ rule: id, group, label, points, because: rule.because(attributes, now) });
	}
	if (contributions.length > FEW) return contributions.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));

	for (let index = 1; index < contributions.length; index++) {
		const contribution = contributions[index]!;
		const magnitude = Math.abs(contribution.points);
		let place = index;
		for (; place > 0 && Math.abs(contributions[place - 1]!.points) < magnitude; place--) contributions[place] = contributions[place - 1]!;
		contributions[place] = contribution;
	}
	return contributions;
}
