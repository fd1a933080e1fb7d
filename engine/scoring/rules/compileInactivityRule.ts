import { DAY_MS } from '../dayMs';
import type { InactivityRule } from '../Model';
import { remember } from '../remember';
import type { Tallies } from '../tallyActivities';
import type { CompiledRule } from './CompiledRule';
import { describeTypes } from './describeTypes';

export function compileInactivityRule(rule: InactivityRule, tallies: Tallies): CompiledRule {
	const { points, days, neverActive = 'ignore' } = rule;
	const types = typeof rule.activity === 'string' ? [rule.activity] : rule.activity;
	const tally = tallies.request({ types: types ?? null, where: null, withinMs: Infinity, points: 0, fading: { kind: 'none' } });
	const silentMs = days * DAY_MS;
	const whenNever = neverActive === 'apply' ? points : 0;
	const what = types === undefined ? 'activity' : describeTypes(types);
	const describe = remember((silentDays: number) => `no ${what} for ${silentDays} days`);
	return {
		recount: tally.recount,
		points(_attributes, now) {
			if (tally.count === 0) return whenNever;
			return now - tally.latestAt >= silentMs ? points : 0;
		},
		because: (_attributes, now) =>
			tally.count === 0 ? `no ${what} at all` : describe(Math.floor((now - tally.latestAt) / DAY_MS)),
		eventually: () => (tally.count === 0 ? whenNever : points),
		jumps(_from, _to, add) {
			if (tally.count > 0) add(tally.latestAt + silentMs);
		},
		...(points > 0 && {
			moments(_attributes, add) {
				if (tally.count > 0) add(tally.latestAt + silentMs);
				for (let index = 0; index < tally.kept; index++) add(tally.times[index]! + silentMs);
			},
		}),
	};
}
