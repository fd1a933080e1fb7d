import { formatPath } from '../formatPath';
import type { Group } from '../Model';
import { findIdleRules } from './findIdleRules';
import type { Budget } from './implies';
import type { ModelWarning } from './ModelWarning';
import { addReaches, clampReach, type Reach } from './Reach';
import type { RuleStudy } from './RuleStudy';
import { studyRule } from './studyRule';
import { tellName } from './tellName';
import { tellPoints } from './tellPoints';

type Path = readonly PropertyKey[];

/** Parts that change nothing, but also hide nothing. */
const NOTES = new Set<ModelWarning['code']>(['limitNeverReached', 'decayNeverBegins', 'otherwiseNeverUsed']);

const givesNothing = ({ low, high }: Reach): boolean => low === 0 && high === 0;

/** The rule as such: that it never gives points, or parts of it that do nothing. */
function tellRule(name: string, path: Path, study: RuleStudy): ModelWarning[] {
	if (givesNothing(study)) {
		const message = `${name} never gives points: ${study.whyNothing}. Mend or remove the rule.`;
		return [{ path: formatPath(path), code: 'ruleNeverFires', severity: 'warning', message }];
	}
	return study.findings.map(({ path: at, code, text }) => ({
		path: formatPath(at),
		code,
		severity: NOTES.has(code) ? 'note' : 'warning',
		message: `In ${name}, ${text}. Mend or remove it.`,
	}));
}

/** The total of a group with rules that differ, but limits that leave one value. */
function tellFixedTotal(group: Group, path: Path, sum: Reach, studies: readonly RuleStudy[]): ModelWarning[] | null {
	const { min, max } = group;
	const { low, high } = clampReach(sum, group);
	if (low !== high || studies.every((study) => study.low === study.high)) return null;
	const limit = low === min ? 'min' : 'max';
	const given = limit === 'min' ? `never more than ${tellPoints(sum.high)}` : `never less than ${tellPoints(sum.low)}`;
	const bounds = min === max ? `its "min" and "max" are both ${low}` : `they give ${given}, and its "${limit}" is ${low}`;
	return [
		{
			path: formatPath([...path, limit]),
			code: 'groupTotalFixed',
			severity: 'warning',
			message: `${tellName(group)} gives every lead ${low} points, whatever its rules say: ${bounds}. Change "${limit}" or remove the rules.`,
		},
	];
}

/** What a group can come to, which of its rules cannot do anything, and what in them cannot. */
export function lintGroup(group: Group, path: Path, budget: Budget): { reach: Reach; studies: RuleStudy[]; warnings: ModelWarning[] } {
	const studies = group.rules.map((rule, index) => studyRule(rule, [...path, 'rules', index], budget));
	const sum = addReaches(studies);
	const rules = studies.flatMap((study, index) => tellRule(tellName(group.rules[index]!), [...path, 'rules', index], study));
	const total = tellFixedTotal(group, path, sum, studies) ?? findIdleRules(group, path, studies, budget);
	return { reach: clampReach(sum, group), studies, warnings: [...rules, ...total] };
}
