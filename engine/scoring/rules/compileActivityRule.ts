import { compileCondition } from '../compileCondition';
import { DAY_MS } from '../dayMs';
import type { ActivityRule, Decay } from '../Model';
import type { Tally, TallyRequest } from '../tallyActivities';
import type { CompiledRule } from './CompiledRule';
import { describeAge } from './describeAge';
import { describeTypes } from './describeTypes';

/** The share of the points that is left at an age in ms: exponential by half-life, or by full periods. */
function compileDecay(decay: Decay | undefined): (ageMs: number) => number {
	if (decay === undefined) return () => 1;
	if ('halfLifeDays' in decay) {
		const halfLifeMs = decay.halfLifeDays * DAY_MS;
		return (ageMs) => 0.5 ** (ageMs / halfLifeMs);
	}
	const kept = 1 - decay.percent / 100;
	const everyMs = decay.everyDays * DAY_MS;
	// Bounded, since 1 ** Infinity is no number.
	return (ageMs) => kept ** Math.min(Math.floor(ageMs / everyMs), Number.MAX_SAFE_INTEGER);
}

export function compileActivityRule(rule: ActivityRule, request: (request: TallyRequest) => Tally): CompiledRule {
	const { points, per, withinDays, minCount = 1, maxCount = Infinity, limit = Infinity } = rule;
	const share = compileDecay(rule.decay);
	const types = typeof rule.activity === 'string' ? [rule.activity] : rule.activity;
	const tally = request({
		types,
		where: rule.where === undefined ? null : compileCondition(rule.where),
		withinMs: withinDays === undefined ? Infinity : withinDays * DAY_MS,
		weigh: (ageMs) => points * share(ageMs),
	});
	return {
		points(_attributes, now) {
			if (tally.count < minCount || tally.count > maxCount) return 0;
			const total = per === 'each' ? tally.sum : points * share(now - tally.latestAt);
			return Math.min(Math.max(total, -limit), limit);
		},
		because(_attributes, now) {
			const period = withinDays === undefined ? '' : ` in ${withinDays} days`;
			return `${tally.count} × ${describeTypes(types)}${period}, latest ${describeAge(now - tally.latestAt)}`;
		},
	};
}
