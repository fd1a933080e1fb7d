import { compileCondition } from '../compileCondition';
import { DAY_MS } from '../dayMs';
import { conditionMoments } from '../horizon/conditionMoments';
import type { ActivityRule, Decay } from '../Model';
import { shareLeft, type Fading } from '../shareLeft';
import type { Tallies } from '../tallyActivities';
import type { CompiledRule } from './CompiledRule';
import { describeAge } from './describeAge';
import { describeCount } from './describeCount';
import { rememberPairs } from './rememberPairs';

/** Of fading by steps, so many are told between two moments. */
const MOST_STEPS = 16;

function toFading(decay: Decay | undefined): Fading {
	if (decay === undefined) return { kind: 'none' };
	if ('halfLifeDays' in decay) return { kind: 'halfLife', halfLifeMs: decay.halfLifeDays * DAY_MS };
	return decay.percent === 0 ? { kind: 'none' } : { kind: 'stepwise', kept: 1 - decay.percent / 100, everyMs: decay.everyDays * DAY_MS };
}

export function compileActivityRule(rule: ActivityRule, tallies: Tallies): CompiledRule {
	const { points, per, withinDays, minCount = 1, maxCount = Infinity, limit = Infinity } = rule;
	const types = typeof rule.activity === 'string' ? [rule.activity] : rule.activity;
	const fading = toFading(rule.decay);
	const fades = fading.kind !== 'none';
	const withinMs = withinDays === undefined ? Infinity : withinDays * DAY_MS;
	const turns = rule.where === undefined ? null : conditionMoments(rule.where);
	const tally = tallies.request({
		types,
		where: rule.where === undefined ? null : compileCondition(rule.where),
		whereTurns: turns !== null,
		withinMs,
		points: per === 'each' && fades ? points : 0,
		fading,
	});
	const isOnce = per === 'once';
	/** Losing a match can give points back where points are negative, or where there were too many matches. */
	const gainsByClosing = withinMs < Infinity && (points < 0 || maxCount < Infinity);
	const period = withinDays === undefined ? '' : ` in ${withinDays} days`;
	const tell = rememberPairs((count, days) => `${describeCount(types, count)}${period}, ${count > 1 ? 'latest ' : ''}${describeAge(days)}`);

	/** Adds the moments in (from, to) at which a match takes a step of fading; too many of them are left out. */
	function addSteps(everyMs: number, at: number, from: number, to: number, add: (moment: number) => void): void {
		const first = Math.floor((from - at) / everyMs) + 1;
		if ((to - at) / everyMs - first > MOST_STEPS) return;
		for (let step = first; at + step * everyMs < to; step++) add(at + step * everyMs);
	}

	return {
		recount: tally.recount,
		points(_attributes, now) {
			const { count } = tally;
			if (count < minCount || count > maxCount) return 0;
			const share = isOnce && fades ? shareLeft(fading, now - tally.latestAt) : 1;
			const total = isOnce ? points * share : fades ? tally.sum : points * count;
			return total > limit ? limit : total < -limit ? -limit : total;
		},
		...((withinMs < Infinity || fades) && {
			eventually: () => 0,
			jumps(from, to, add) {
				for (let index = 0; index < tally.kept; index++) {
					const at = tally.times[index]!;
					if (withinMs < Infinity) add(Math.floor(at + withinMs) + 1);
					if (fading.kind === 'stepwise') addSteps(fading.everyMs, at, from, to, add);
				}
			},
		}),
		...((gainsByClosing || turns) && {
			moments(_attributes, add) {
				for (let index = 0; index < tally.kept; index++) {
					if (gainsByClosing) add(tally.times[index]! + withinMs);
					turns?.(tally.properties[index], add);
				}
			},
		}),
		because: (_attributes, now) => tell(tally.count, Math.floor((now - tally.latestAt) / DAY_MS)),
	};
}
