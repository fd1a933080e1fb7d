import { bounded } from './bounded';
import { chooseBand } from './chooseBand';
import { chooseGrade } from './chooseGrade';
import { compileCondition } from './compileCondition';
import { compileGroups } from './compileGroups';
import { defaultBands } from './defaultBands';
import type { Lead } from './Lead';
import { listContributions } from './listContributions';
import type { Model } from './Model';
import { roundHalfUp } from './roundHalfUp';
import type { ScoreResult } from './ScoreResult';
import { sumAdjustments } from './sumAdjustments';
import { tallyActivities } from './tallyActivities';

/** A scoring model ready to run. */
export interface Scorer {
	/**
	 * Scores a lead at `now` (epoch ms). `previousBand` is the band it was in before, if known. Takes whatever
	 * comes from outside without throwing and leaves it as it is; the same input gives the same result.
	 */
	score(lead: Lead, now: number, previousBand?: string | null): ScoreResult;
}

const nothing: Partial<Lead> = {};

/**
 * Compiles a model that `parseModel` has accepted, once for any number of leads. `explain: false` leaves
 * `contributions` empty and saves the work of finding reasons.
 */
export function compileModel(model: Model, { explain = true }: { explain?: boolean } = {}): Scorer {
	const { scale = 100, decimals = 0, bands = defaultBands, holdMargin = 0 } = model;
	const tallies = tallyActivities();
	const groups = compileGroups(model.groups, tallies);
	const disqualifiers = (model.disqualify ?? []).map(({ id, when }) => ({ id, holds: compileCondition(when) }));
	const bandFor = chooseBand(bands, holdMargin);
	const gradeFor = chooseGrade(model);
	const identity = Object.freeze({ id: model.id, version: model.version });
	const evaluation = groups.evaluation();
	const { rulePoints, uncapped, capped } = evaluation;
	let scoredAt = { now: NaN, text: '' };

	return {
		score(lead, now, previousBand = null) {
			const { attributes, activities, adjustments } = typeof lead === 'object' && lead !== null ? lead : nothing;
			const ignoredActivities = tallies.count(activities, now);
			groups.runRules(attributes, now, rulePoints);
			const adjustment = adjustments === undefined ? 0 : bounded(sumAdjustments(adjustments, now));
			groups.sum(evaluation, adjustment);

			const { fit, engagement, raw } = evaluation;
			const score = roundHalfUp(raw < 0 ? 0 : raw > scale ? scale : raw, decimals);
			const disqualifiedBy = disqualifiers.find(({ holds }) => holds(attributes, now))?.id ?? null;
			const { grade, segment } = gradeFor(fit, engagement);
			if (scoredAt.now !== now) scoredAt = { now, text: new Date(now).toISOString() };
			return {
				score,
				raw,
				fit,
				engagement,
				adjustment,
				band: disqualifiedBy === null ? bandFor(score, previousBand) : 'disqualified',
				grade,
				segment,
				disqualifiedBy,
				groups: groups.ids.map((id, index) => ({ id, points: capped[index]!, uncapped: uncapped[index]! })),
				contributions: explain ? listContributions(groups.rules, rulePoints, attributes, now) : [],
				ignoredActivities,
				model: identity,
				scoredAt: scoredAt.text,
			};
		},
	};
}
