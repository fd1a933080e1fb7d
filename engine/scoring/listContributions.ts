import type { PlacedRule } from './compileGroups';
import type { Contribution } from './ScoreResult';

/** The rules that gave points, largest magnitude first, ties in model order. */
export function listContributions(rules: readonly PlacedRule[], rulePoints: Float64Array, attributes: unknown, now: number): Contribution[] {
	const contributions: Contribution[] = [];
	for (let index = 0; index < rulePoints.length; index++) {
		const points = rulePoints[index]!;
		if (points === 0) continue;
		const rule = rules[index]!;
		const contribution = { rule: rule.id, group: rule.group, label: rule.label, points, because: rule.because(attributes, now) };
		// Inserting in place beats sorting for the few rules that apply to one lead.
		const magnitude = Math.abs(points);
		let place = contributions.length;
		while (place > 0 && Math.abs(contributions[place - 1]!.points) < magnitude) {
			contributions[place] = contributions[place - 1]!;
			place--;
		}
		contributions[place] = contribution;
	}
	return contributions;
}
