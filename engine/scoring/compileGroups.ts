import { bounded } from './bounded';
import { compileRule } from './compileRule';
import type { Evaluation } from './Evaluation';
import type { Group } from './Model';
import type { CompiledRule } from './rules/CompiledRule';
import type { Tallies } from './tallyActivities';

/** A rule in its place. */
export interface PlacedRule extends CompiledRule {
	id: string;
	label: string;
	group: string;
}

export interface CompiledGroups {
	/** All rules, in model order. */
	rules: readonly PlacedRule[];
	/** Ids of the groups, in model order. */
	ids: readonly string[];
	/** Makes room for an evaluation. */
	evaluation(): Evaluation;
	/** Gives every rule's points at `now`; the lead's activities have been counted for that moment. */
	runRules(attributes: unknown, now: number, rulePoints: Float64Array): void;
	/** Sums an evaluation's `rulePoints` up, clamping each group, and adds `adjustment`. */
	sum(evaluation: Evaluation, adjustment: number): void;
}

/** Compiles the groups of a model. Sums are kept finite, so that huge points can still cancel out. */
export function compileGroups(groups: readonly Group[], tallies: Tallies): CompiledGroups {
	const rules: PlacedRule[] = groups.flatMap((group) =>
		group.rules.map((rule) => ({ ...compileRule(rule, tallies), id: rule.id, label: rule.label?.trim() || rule.id, group: group.id })),
	);
	const functions = rules.map(({ points }) => points);
	const spans = groups.map(({ dimension, min = -Infinity, max = Infinity, rules: own }) => ({ isFit: dimension === 'fit', min, max, count: own.length }));

	return {
		rules,
		ids: groups.map(({ id }) => id),
		evaluation: () => ({
			rulePoints: new Float64Array(rules.length),
			uncapped: new Float64Array(groups.length),
			capped: new Float64Array(groups.length),
			fit: 0,
			engagement: 0,
			raw: 0,
		}),
		runRules(attributes, now, rulePoints) {
			for (let index = 0; index < functions.length; index++) rulePoints[index] = bounded(functions[index]!(attributes, now));
		},
		sum(evaluation, adjustment) {
			const { rulePoints, uncapped, capped } = evaluation;
			let fit = 0;
			let engagement = 0;
			let total = 0;
			let rule = 0;
			for (let group = 0; group < spans.length; group++) {
				const { isFit, min, max, count } = spans[group]!;
				let points = 0;
				for (const end = rule + count; rule < end; rule++) points += rulePoints[rule]!;
				points = bounded(points);
				uncapped[group] = points;
				if (points > max) points = max;
				if (points < min) points = min;
				capped[group] = points;
				if (isFit) fit += points;
				else engagement += points;
				total += points;
			}
			evaluation.fit = bounded(fit);
			evaluation.engagement = bounded(engagement);
			evaluation.raw = bounded(bounded(total) + adjustment);
		},
	};
}
