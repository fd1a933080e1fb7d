import { DAY_MS } from '../dayMs';
import type { InactivityRule } from '../Model';
import type { Tally, TallyRequest } from '../tallyActivities';
import type { CompiledRule } from './CompiledRule';
import { describeTypes } from './describeTypes';

export function compileInactivityRule(rule: InactivityRule, request: (request: TallyRequest) => Tally): CompiledRule {
	const { points, days, neverActive = 'ignore' } = rule;
	const types = typeof rule.activity === 'string' ? [rule.activity] : rule.activity;
	const tally = request({ types: types ?? null, where: null, withinMs: Infinity, weigh: () => 0 });
	const silentMs = days * DAY_MS;
	const whenNever = neverActive === 'apply' ? points : 0;
	return {
		points(_attributes, now) {
			if (tally.count === 0) return whenNever;
			return now - tally.latestAt >= silentMs ? points : 0;
		},
		because(_attributes, now) {
			const what = types === undefined ? 'activity' : describeTypes(types);
			if (tally.count === 0) return `no ${what} at all`;
			return `no ${what} for ${Math.floor((now - tally.latestAt) / DAY_MS)} days`;
		},
	};
}
