import { DAY_MS } from '../dayMs';
import type { ActivityRule, Decay } from '../Model';
import type { Budget } from './implies';
import { judgeCondition, type Finding } from './judgeCondition';
import type { RuleStudy } from './RuleStudy';

const HOUR_IN_DAYS = 1 / 24;
/** A share of the points that is as good as nothing. */
const NEXT_TO_NOTHING = 0.01;
/** Sums of points may end this much above their exact value, relatively. */
const ROUNDING = 1e-9;

const shareAfter = (days: number, decay: Decay): number =>
	'halfLifeDays' in decay ? 0.5 ** (days / decay.halfLifeDays) : (1 - decay.percent / 100) ** Math.floor(days / decay.everyDays);

const neverDecays = ({ decay, withinDays = Infinity }: ActivityRule): boolean =>
	decay !== undefined && 'percent' in decay && (decay.percent === 0 || withinDays * DAY_MS < decay.everyDays * DAY_MS);

function findIdleParts(rule: ActivityRule, path: readonly PropertyKey[], most: number): Finding[] {
	const { decay, limit = Infinity, per, points, withinDays } = rule;
	const findings: Finding[] = [];
	if (decay !== undefined && neverDecays(rule)) {
		const why = withinDays === undefined ? 'it takes 0 percent' : `only activities of the last ${withinDays} days count`;
		findings.push({ path: [...path, 'decay'], code: 'decayNeverBegins', text: `the decay never takes any points: ${why}` });
	} else if (decay !== undefined && shareAfter(HOUR_IN_DAYS, decay) < NEXT_TO_NOTHING) {
		const text = 'an hour after the activity, less than 1% of the points is left; the decay is told in days';
		findings.push({ path: [...path, 'decay'], code: 'decayAtOnce', text });
	}
	const isIdle = per === 'once' ? Math.abs(points) <= limit : most * (1 + ROUNDING) < limit;
	if (limit !== Infinity && isIdle) {
		const text = `the limit of ${limit} is never reached: ${most} points are the most`;
		findings.push({ path: [...path, 'limit'], code: 'limitNeverReached', text });
	}
	return findings;
}

/** Studies a rule on activities: how many points it can come to, and which of its parts change nothing. */
export function studyActivityRule(rule: ActivityRule, path: readonly PropertyKey[], budget: Budget): RuleStudy {
	const { where, points, per, limit = Infinity, maxCount = Infinity } = rule;
	const condition = where === undefined ? null : judgeCondition(where, [...path, 'where'], budget);
	if (points === 0) return { low: 0, high: 0, whyNothing: 'it gives 0 points', findings: [] };
	if (condition?.holds === 'never') return { low: 0, high: 0, whyNothing: condition.why, findings: [] };

	const most = Math.abs(points) * (per === 'once' ? 1 : maxCount);
	const bounded = Math.min(most, limit);
	const findings = [...(condition?.findings ?? []), ...findIdleParts(rule, path, most)];
	if (condition?.holds === 'always') {
		const text = `"where" holds for every activity: ${condition.why}`;
		findings.push({ path: [...path, 'where'], code: 'conditionAlwaysHolds', text });
	}
	return { low: points < 0 ? -bounded : 0, high: points > 0 ? bounded : 0, whyNothing: '', findings };
}
