import { compileCondition } from '../scoring/compileCondition';
import { DAY_MS } from '../scoring/dayMs';
import { describeTypes } from '../scoring/rules/describeTypes';
import { tallyActivities } from '../scoring/tallyActivities';
import type { ActivityCheck } from './Campaign';

/** Moments between which a lead did something or not, epoch ms. */
export interface Period {
	enrolledAt: number;
	/** When the step before was passed; for the first step, the enrollment. */
	previousAt: number;
	now: number;
}

export interface CompiledActivityCheck {
	/** Whether a lead with these activities did it. Takes any value. */
	holds(activities: unknown, period: Period): boolean;
	/** What it asks for, e.g. `email click since the step before`. */
	what: string;
}

/** Compiles a check that `parseCampaign` has accepted. */
export function compileActivityCheck({ activity, where, sincePreviousStep = false, withinDays = Infinity }: ActivityCheck): CompiledActivityCheck {
	const types = typeof activity === 'string' ? [activity] : activity;
	const tallies = tallyActivities();
	const tally = tallies.request({
		types,
		where: where === undefined ? null : compileCondition(where),
		withinMs: withinDays * DAY_MS,
		points: 0,
		fading: { kind: 'none' },
	});
	const since = sincePreviousStep ? 'the step before' : 'enrollment';
	return {
		holds(activities, { enrolledAt, previousAt, now }) {
			tallies.count(activities, now);
			return tally.latestAt > (sincePreviousStep ? previousAt : enrolledAt);
		},
		what: `${describeTypes(types)} since ${since}${withinDays < Infinity ? `, within ${withinDays} days` : ''}`,
	};
}
