import { formatPath } from '../formatPath';
import type { Group, Rule } from '../Model';
import { implies, type Budget } from './implies';
import type { ModelWarning } from './ModelWarning';
import { addReaches, type Reach } from './Reach';
import type { RuleStudy } from './RuleStudy';
import { tellName } from './tellName';
import { negate, toConditionTree } from './toConditionTree';

/** The condition of a rule whose points are all or nothing. */
const conditionOf = (rule: Rule) => (rule.type === 'attribute' ? toConditionTree(rule.when, []) : null);

/**
 * Rules that never move their group's total: whenever one of them gives points, the others are at or past a limit,
 * with it and without it. That is known of others that give the same to all leads, and of those whose condition
 * follows from the rule's own.
 *
 * @param studies of the group's rules, in their order
 */
export function findIdleRules(group: Group, path: readonly PropertyKey[], studies: readonly RuleStudy[], budget: Budget): ModelWarning[] {
	const { rules, min = -Infinity, max = Infinity } = group;
	if (min === -Infinity && max === Infinity) return [];
	const conditions = rules.map((rule) => {
		const tree = conditionOf(rule);
		return tree === null ? null : { tree, opposite: negate(tree) };
	});

	/** What another rule can come to while the rule gives points. */
	const reachBeside = (rule: number, other: number): Reach => {
		const [own, its] = [conditions[rule], conditions[other]];
		const { low, high } = studies[other]!;
		if (!own || !its || low === high) return { low, high };
		const points = low === 0 ? high : low;
		if (implies(own.tree, its.tree, budget)) return { low: points, high: points };
		return implies(own.tree, its.opposite, budget) ? { low: 0, high: 0 } : { low, high };
	};

	return studies.flatMap(({ low, high }, index): ModelWarning[] => {
		if (low === 0 && high === 0) return [];
		const others = addReaches(studies.flatMap((_study, other) => (other === index ? [] : [reachBeside(index, other)])));
		const atMax = others.low >= max && others.low + low >= max;
		const atMin = others.high <= min && others.high + high <= min;
		if (!atMax && !atMin) return [];
		const [limit, points] = atMax ? ['max', max] : ['min', min];
		const message = `${tellName(rules[index]!)} never changes the score: whenever it gives points, the other rules of ${tellName(group)} are at its "${limit}" of ${points} anyway. Change "${limit}" or remove the rule.`;
		return [{ path: formatPath([...path, 'rules', index]), code: 'ruleNeverMatters', severity: 'warning', message }];
	});
}
