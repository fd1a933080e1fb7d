import { chooseBand } from './chooseBand';
import { chooseGrade } from './chooseGrade';
import { compileCondition } from './compileCondition';
import { compileRule } from './compileRule';
import { defaultBands } from './defaultBands';
import { isRecord } from './isRecord';
import type { Lead } from './Lead';
import type { Dimension, Group, Model } from './Model';
import { roundHalfUp } from './roundHalfUp';
import type { CompiledRule } from './rules/CompiledRule';
import type { Contribution, ScoreResult } from './ScoreResult';
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

interface Entry extends CompiledRule {
	id: string;
	label: string;
}

interface CompiledGroup {
	id: string;
	dimension: Dimension;
	min: number;
	max: number;
	entries: Entry[];
}

/** Sums of huge points stay finite, so that they can still cancel out. */
const bounded = (value: number): number => Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE);

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

const compileGroup = ({ id, dimension, min = -Infinity, max = Infinity, rules }: Group, tallies: ReturnType<typeof tallyActivities>): CompiledGroup => ({
	id,
	dimension,
	min,
	max,
	entries: rules.map((rule) => ({ ...compileRule(rule, tallies), id: rule.id, label: rule.label?.trim() || rule.id })),
});

/**
 * Compiles a model that `parseModel` has accepted, once for any number of leads. `explain: false` leaves
 * `contributions` empty and saves the work of finding reasons.
 */
export function compileModel(model: Model, { explain = true }: { explain?: boolean } = {}): Scorer {
	const { scale = 100, decimals = 0, bands = defaultBands, holdMargin = 0 } = model;
	const tallies = tallyActivities();
	const groups = model.groups.map((group) => compileGroup(group, tallies));
	const disqualifiers = (model.disqualify ?? []).map(({ id, when }) => ({ id, holds: compileCondition(when) }));
	const bandFor = chooseBand(bands, holdMargin);
	const gradeFor = chooseGrade(model);
	const identity = { id: model.id, version: model.version };

	return {
		score(lead, now, previousBand = null) {
			const given: Partial<Lead> = isRecord(lead) ? lead : {};
			const { attributes } = given;
			const ignoredActivities = tallies.count(given.activities, now);

			const contributions: Contribution[] = [];
			const totals = { fit: 0, engagement: 0 };
			let groupsTotal = 0;
			const groupResults = groups.map((group) => {
				let uncapped = 0;
				for (const entry of group.entries) {
					const points = bounded(entry.points(attributes, now));
					if (points === 0) continue;
					uncapped += points;
					if (!explain) continue;
					contributions.push({ rule: entry.id, group: group.id, label: entry.label, points, because: entry.because(attributes, now) });
				}
				uncapped = bounded(uncapped);
				const points = clamp(uncapped, group.min, group.max);
				totals[group.dimension] += points;
				groupsTotal += points;
				return { id: group.id, points, uncapped };
			});
			contributions.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));

			const adjustment = bounded(sumAdjustments(given.adjustments, now));
			const raw = bounded(bounded(groupsTotal) + adjustment);
			const score = roundHalfUp(clamp(raw, 0, scale), decimals);
			const disqualifiedBy = disqualifiers.find(({ holds }) => holds(attributes, now))?.id ?? null;
			const fit = bounded(totals.fit);
			const engagement = bounded(totals.engagement);
			return {
				score,
				raw,
				fit,
				engagement,
				adjustment,
				band: disqualifiedBy === null ? bandFor(score, previousBand) : 'disqualified',
				...gradeFor(fit, engagement),
				disqualifiedBy,
				groups: groupResults,
				contributions,
				ignoredActivities,
				model: identity,
				scoredAt: new Date(now).toISOString(),
			};
		},
	};
}
