import { bounded } from './bounded';
import { compileRule } from './compileRule';
import type { Evaluation } from './Evaluation';
import type { Group } from './Model';
import { plainConstructor } from './plainConstructor';
import type { Fields } from './readFields';
import type { CompiledRule } from './rules/CompiledRule';
import { RememberingRule } from './rules/RememberingRule';
import type { ScoreResult } from './ScoreResult';
import type { Tallies } from './tallyActivities';

type GroupTotal = ScoreResult['groups'][number];

const Total = plainConstructor(function (this: GroupTotal, given: GroupTotal) {
	this.id = given.id;
	this.points = given.points;
	this.uncapped = given.uncapped;
});

/** A rule in its place. */
export interface PlacedRule {
	index: number;
	id: string;
	label: string;
	group: string;
	rule: CompiledRule;
}

export interface CompiledGroups {
	/** All rules, in model order. */
	rules: readonly PlacedRule[];
	/** An evaluation's groups as a result tells them. */
	totals(evaluation: Evaluation): ScoreResult['groups'];
	/** Makes room for an evaluation. */
	evaluation(): Evaluation;
	/** Gives every rule's points at `now`; the lead's fields have been read and its activities counted for that moment. */
	runRules(attributes: unknown, now: number, rulePoints: Float64Array): void;
	/** Sums an evaluation's `rulePoints` up, clamping each group, and adds `adjustment`. */
	sum(evaluation: Evaluation, adjustment: number): void;
}

/** Compiles the groups of a model. Sums are kept finite, so that huge points can still cancel out. */
export function compileGroups(groups: readonly Group[], fields: Fields, tallies: Tallies): CompiledGroups {
	const given = groups.flatMap((group) => group.rules.map((rule) => ({ rule, group: group.id })));
	const rules = given.map(({ rule, group }, index): PlacedRule => ({ index, id: rule.id, label: rule.label?.trim() || rule.id, group, rule: compileRule(rule, fields, tallies) }));
	const activityRules = rules.filter(({ index }) => given[index]!.rule.type === 'activity');
	const rememberingRules = rules.filter(({ rule }) => rule instanceof RememberingRule);
	const otherRules = rules.filter((each) => !activityRules.includes(each) && !rememberingRules.includes(each));
	const spans = groups.map(({ id, dimension, min = -Infinity, max = Infinity, rules: own }) => ({ id, isFit: dimension === 'fit', min, max, count: own.length }));

	/** Those of the last lead; a copy is given out. */
	const totals: GroupTotal[] = [];

	return {
		rules,
		totals({ capped, uncapped }) {
			for (let index = 0; index < spans.length; index++) totals[index] = new Total({ id: spans[index]!.id, points: capped[index]!, uncapped: uncapped[index]! });
			return totals.slice();
		},
		evaluation: () => ({
			rulePoints: new Float64Array(rules.length),
			uncapped: new Float64Array(groups.length),
			capped: new Float64Array(groups.length),
			fit: 0,
			engagement: 0,
			raw: 0,
		}),
		runRules(attributes, now, rulePoints) {
			// Rules of a kind have a loop of their own: the compiler can then put their code in there.
			for (let each = 0; each < activityRules.length; each++) {
				const { index, rule } = activityRules[each]!;
				rulePoints[index] = bounded(rule.points(attributes, now));
			}
			for (let each = 0; each < rememberingRules.length; each++) {
				const { index, rule } = rememberingRules[each]!;
				rulePoints[index] = bounded(rule.points(attributes, now));
			}
			for (let each = 0; each < otherRules.length; each++) {
				const { index, rule } = otherRules[each]!;
				rulePoints[index] = bounded(rule.points(attributes, now));
			}
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
