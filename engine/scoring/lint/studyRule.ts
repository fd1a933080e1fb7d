import type { AttributeRule, InactivityRule, Rule } from '../Model';
import type { Budget } from './implies';
import { judgeCondition } from './judgeCondition';
import type { RuleStudy } from './RuleStudy';
import { studyActivityRule } from './studyActivityRule';
import { studyLookupRule } from './studyLookupRule';
import { studyRangeRule } from './studyRangeRule';

const sometimes = (points: number): Omit<RuleStudy, 'findings'> => ({
	low: Math.min(points, 0),
	high: Math.max(points, 0),
	whyNothing: 'it gives 0 points',
});

/** The model's own way to say "every lead". */
const isEveryLead = ({ when }: AttributeRule): boolean => 'all' in when && when.all.length === 0;

function studyAttributeRule(rule: AttributeRule, path: readonly PropertyKey[], budget: Budget): RuleStudy {
	const { points, when } = rule;
	const { holds, why, findings } = judgeCondition(when, [...path, 'when'], budget);
	if (points === 0 || holds === 'depends') return { ...sometimes(points), findings: points === 0 ? [] : findings };
	if (holds === 'never') return { low: 0, high: 0, whyNothing: why, findings: [] };
	const text = `every lead gets these points: ${why} (if that is meant, say so with { "all": [] })`;
	const always = isEveryLead(rule) ? [] : [{ path: [...path, 'when'], code: 'conditionAlwaysHolds' as const, text }];
	return { low: points, high: points, whyNothing: '', findings: always };
}

const studyInactivityRule = ({ points }: InactivityRule): RuleStudy => ({ ...sometimes(points), findings: [] });

/** What can be said of the rule at `path` whatever the lead and the time: its bounds, and parts that cannot do anything. */
export function studyRule(rule: Rule, path: readonly PropertyKey[], budget: Budget): RuleStudy {
	switch (rule.type) {
		case 'attribute':
			return studyAttributeRule(rule, path, budget);
		case 'lookup':
			return studyLookupRule(rule, path);
		case 'range':
			return studyRangeRule(rule, path);
		case 'activity':
			return studyActivityRule(rule, path, budget);
		case 'inactivity':
			return studyInactivityRule(rule);
	}
}
