import { defaultBands } from '../scoring/defaultBands';
import type { Lead } from '../scoring/Lead';
import type { Band, Model } from '../scoring/Model';
import { roundHalfUp } from '../scoring/roundHalfUp';
import type { ScoreResult } from '../scoring/ScoreResult';
import { compileFormats } from './compileFormats';
import { compileLifts } from './compileLifts';
import { compileSentence } from './compileSentence';
import type { ExplainOptions, Explanation } from './Explanation';

const MOST_NAMED = 2;

/** The lowest score that is in a band, given the score's decimals. */
function lowestScore(band: Band, decimals: number): number {
	const rounded = roundHalfUp(band.min, decimals);
	return rounded >= band.min ? rounded : roundHalfUp(rounded + 10 ** -decimals, decimals);
}

/**
 * Compiles the explanation of scores for people, once for any number of leads. The explainer takes a lead with its
 * own result by the same model, with contributions (`explain` on); it neither changes them nor throws.
 */
export function compileExplainer(model: Model, options: ExplainOptions = {}): (lead: Lead, result: ScoreResult) => Explanation {
	const { decimals = 0, bands = defaultBands } = model;
	const ascending = [...bands].sort((a, b) => a.min - b.min);
	const formats = compileFormats(options, decimals);
	const findLift = compileLifts(model, formats);
	const compose = compileSentence(model, formats);

	const findNext = (lead: Lead, result: ScoreResult): Explanation['nextBand'] => {
		const own = ascending.find(({ id }) => id === result.band);
		const next = own && ascending.find(({ min }) => min > own.min);
		if (next === undefined) return null;
		const least = lowestScore(next, decimals);
		const missing = roundHalfUp(least - roundHalfUp(result.raw, decimals), decimals);
		return { band: next.id, name: next.name, missing, lift: findLift(lead, result, least, missing) };
	};

	return (lead, result) => {
		const strongest = (sign: 1 | -1) => result.contributions.filter(({ points }) => points * sign > 0).slice(0, MOST_NAMED);
		const cappedAway = result.groups.flatMap(({ id, points, uncapped }, index) =>
			points === uncapped ? [] : [{ group: id, name: model.groups[index]?.name ?? id, points: uncapped - points }],
		);
		const told = {
			strongestFor: strongest(1),
			strongestAgainst: strongest(-1),
			cappedAway,
			nextBand: findNext(lead, result),
		};
		return { ...told, sentence: compose(told, lead, result) };
	};
}
