import { readAdjustments, sumAdjustments } from './adjustments';
import { bounded } from './bounded';
import { chooseBand } from './chooseBand';
import { chooseGrade } from './chooseGrade';
import { compileCondition } from './compileCondition';
import { compileContributions } from './compileContributions';
import { compileGroups } from './compileGroups';
import { defaultBands } from './defaultBands';
import { compileHorizon } from './horizon/compileHorizon';
import { conditionMoments } from './horizon/conditionMoments';
import type { Moments } from './horizon/Moments';
import type { Lead } from './Lead';
import { makeResult } from './makeResult';
import type { Model } from './Model';
import { readFields } from './readFields';
import { roundHalfUp } from './roundHalfUp';
import type { ScoreResult } from './ScoreResult';
import { tallyActivities } from './tallyActivities';
import { toIso } from './toIso';

/** A scoring model ready to run. */
export interface Scorer {
	/**
	 * Scores a lead at `now` (epoch ms). `previousBand` is the band it was in before, if known. Takes whatever
	 * comes from outside without throwing and leaves it as it is; the same input gives the same result.
	 */
	score(lead: Lead, now: number, previousBand?: string | null): ScoreResult;
}

const nothing: Partial<Lead> = {};

export interface CompileOptions {
	/** Whether to list `contributions`; without them, no reasons are looked for. Default true. */
	explain?: boolean;
	/** Whether to find `nextReviewAt`. Default true. */
	review?: boolean;
}

/** Compiles a model that `parseModel` has accepted, once for any number of leads. */
export function compileModel(model: Model, { explain = true, review = true }: CompileOptions = {}): Scorer {
	const { scale = 100, decimals = 0, bands = defaultBands, holdMargin = 0 } = model;
	const fields = readFields();
	const tallies = tallyActivities({ keepMatches: review });
	const groups = compileGroups(model.groups, fields, tallies);
	const disqualifiers = (model.disqualify ?? []).map(({ id, when }) => ({ id, holds: compileCondition(when, fields.reader) }));
	/** The id of the first entry that disqualifies the lead, or `null`. */
	function firstDisqualifier(attributes: unknown, now: number): string | null {
		for (let index = 0; index < disqualifiers.length; index++) if (disqualifiers[index]!.holds(attributes, now)) return disqualifiers[index]!.id;
		return null;
	}
	const bandFor = chooseBand(bands, holdMargin);
	const gradeFor = chooseGrade(model);
	const contributionsOf = compileContributions(groups.rules);
	const identity = Object.freeze({ id: model.id, version: model.version });
	const evaluation = groups.evaluation();
	const { rulePoints } = evaluation;
	const scoreOf = (raw: number): number => roundHalfUp(raw < 0 ? 0 : raw > scale ? scale : raw, decimals);
	const minimums = new Map(bands.map(({ id, min }) => [id, min]));
	const { horizon } = compileHorizon({
		groups,
		tallies,
		isDisqualified: (attributes, now) => firstDisqualifier(attributes, now) !== null,
		disqualifiedMoments: disqualifiedMoments(model),
		bandOf: (raw, previousBand) => bandFor(scoreOf(raw), previousBand),
		leastOf: (band, previousBand) => (minimums.get(band) ?? 0) - (band === previousBand ? holdMargin : 0) - 0.5 / 10 ** decimals,
	});

	return {
		score(lead, now, previousBand = null) {
			const given: Partial<Lead> = typeof lead === 'object' && lead !== null ? lead : nothing;
			const { attributes, adjustments } = given;
			const ignoredActivities = tallies.count(given.activities, now);
			fields.read(attributes);
			groups.runRules(attributes, now, rulePoints);
			const adjustment = adjustments === undefined ? 0 : bounded(sumAdjustments(readAdjustments(adjustments), now));
			groups.sum(evaluation, adjustment);

			const { fit, engagement, raw } = evaluation;
			const score = scoreOf(raw);
			const disqualifiedBy = firstDisqualifier(attributes, now);
			const { grade, segment } = gradeFor(fit, engagement);
			const result = makeResult({
				score,
				raw,
				fit,
				engagement,
				adjustment,
				band: disqualifiedBy === null ? bandFor(score, previousBand) : 'disqualified',
				grade,
				segment,
				disqualifiedBy,
				groups: groups.totals(evaluation),
				contributions: explain ? contributionsOf(rulePoints, attributes, now) : [],
				ignoredActivities,
				model: identity,
				scoredAt: toIso(now),
			});
			if (review) {
				const next = horizon(given, now, previousBand, result.band, rulePoints);
				result.nextReviewAt = next === null ? null : toIso(next);
			}
			return result;
		},
	};
}

function disqualifiedMoments({ disqualify = [] }: Model): Moments | null {
	const turns = disqualify.map(({ when }) => conditionMoments(when)).filter((each) => each !== null);
	return turns.length === 0 ? null : (attributes, add) => turns.forEach((each) => each(attributes, add));
}
