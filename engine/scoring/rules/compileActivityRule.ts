import { compileCondition } from '../compileCondition';
import { DAY_MS } from '../dayMs';
import { conditionMoments } from '../horizon/conditionMoments';
import type { ActivityRule, Decay } from '../Model';
import { shareLeft, type Fading } from '../shareLeft';
import type { Tallies } from '../tallyActivities';
import type { CompiledRule } from './CompiledRule';
import { describeAge } from './describeAge';
import { matchTypes } from './matchTypes';
import { describeTypes } from './describeTypes';
import { remember } from '../remember';

/** More activities than a lead can have; parts count and days in one number. */
const MOST_COUNTED = 2 ** 26;

function toFading(decay: Decay | undefined): Fading {
	if (decay === undefined) return { kind: 'none' };
	if ('halfLifeDays' in decay) return { kind: 'halfLife', halfLifeMs: decay.halfLifeDays * DAY_MS };
	return { kind: 'stepwise', kept: 1 - decay.percent / 100, everyMs: decay.everyDays * DAY_MS };
}

export function compileActivityRule(rule: ActivityRule, tallies: Tallies): CompiledRule {
	const { points, per, withinDays, minCount = 1, maxCount = Infinity, limit = Infinity } = rule;
	const types = typeof rule.activity === 'string' ? [rule.activity] : rule.activity;
	const fading = toFading(rule.decay);
	const withinMs = withinDays === undefined ? Infinity : withinDays * DAY_MS;
	const tally = tallies.request({
		types,
		where: rule.where === undefined ? null : compileCondition(rule.where),
		withinMs,
		points: per === 'each' ? points : 0,
		fading,
	});
	const fades = fading.kind === 'halfLife' || (fading.kind === 'stepwise' && fading.kept < 1);
	const turns = rule.where === undefined ? null : conditionMoments(rule.where);
	const isMeant = matchTypes(types);
	/** Losing a match can give points back where points are negative, or where there were too many matches. */
	const gainsByClosing = withinMs < Infinity && (points < 0 || maxCount < Infinity);
	const what = describeTypes(types);
	const period = withinDays === undefined ? '' : ` in ${withinDays} days`;
	const describe = remember((key: number) => `${key % MOST_COUNTED} × ${what}${period}, latest ${describeAge(Math.floor(key / MOST_COUNTED))}`);
	return {
		points(_attributes, now) {
			if (tally.count < minCount || tally.count > maxCount) return 0;
			const total = per === 'each' ? tally.sum : points * shareLeft(fading, now - tally.latestAt);
			return total > limit ? limit : total < -limit ? -limit : total;
		},
		...((withinMs < Infinity || fades) && { eventually: () => 0 }),
		...((gainsByClosing || turns) && {
			moments(_attributes, activities, add) {
				for (const { at, type, properties } of activities) {
					if (!isMeant(type)) continue;
					if (gainsByClosing) add(at + withinMs);
					turns?.(properties, add);
				}
			},
		}),
		because: (_attributes, now) => describe(Math.floor((now - tally.latestAt) / DAY_MS) * MOST_COUNTED + tally.count),
	};
}
