import { defaultBands } from '../defaultBands';
import { formatPath } from '../formatPath';
import type { Band, Model } from '../Model';
import { roundHalfUp } from '../roundHalfUp';
import type { ModelWarning } from './ModelWarning';
import { addReaches, type Reach } from './Reach';
import { tellName } from './tellName';
import { tellPoints } from './tellPoints';

const MOST_NAMED = 4;

/** `the groups give 55 at most (Fit 30, Engagement 25)`: the bound, and what each group adds to it. */
function tellGroups({ groups }: Model, reaches: readonly Reach[], bound: keyof Reach): string {
	if (groups.length === 0) return 'the model has no groups of rules';
	const parts = groups.map(({ name }, index) => `${name} ${tellPoints(reaches[index]![bound])}`);
	const told = parts.length > MOST_NAMED ? `${parts.slice(0, MOST_NAMED).join(', ')} …` : parts.join(', ');
	return `the groups give ${tellPoints(addReaches(reaches)[bound])} at ${bound === 'high' ? 'most' : 'least'} (${told})`;
}

function lintHoldMargin({ holdMargin = 0 }: Model, bands: readonly Band[]): ModelWarning[] {
	const ascending = [...bands].sort((a, b) => a.min - b.min);
	const index = ascending.findIndex((band, at) => {
		const below = ascending[at - 1];
		return holdMargin > 0 && below !== undefined && band.min - holdMargin <= below.min;
	});
	const [below, band] = [ascending[index - 1], ascending[index]];
	if (below === undefined || band === undefined) return [];
	const kept = Math.max(0, band.min - holdMargin);
	const message = `A lead in ${tellName(band)} (${band.min}) keeps that band down to ${tellPoints(kept)}, so it can never fall to ${tellName(below)} (${below.min}). Make "holdMargin" smaller than ${tellPoints(band.min - below.min)}.`;
	return [{ path: 'holdMargin', code: 'holdMarginSkipsBand', severity: 'warning', message }];
}

/**
 * Bands that no lead can be in by its points, and a hold margin that leaps over a band. Points that a person
 * adds are left aside.
 *
 * @param reaches what each group can come to, in model order
 */
export function lintBands(model: Model, reaches: readonly Reach[]): ModelWarning[] {
	const { scale = 100, decimals = 0, bands = defaultBands } = model;
	const total = addReaches(reaches);
	const toScore = (raw: number): number => roundHalfUp(Math.min(Math.max(raw, 0), scale), decimals);
	const [least, most] = [toScore(total.low), toScore(total.high)];
	const unreached = bands.flatMap((band, index): ModelWarning[] => {
		const path = model.bands === undefined ? 'bands' : formatPath(['bands', index, 'min']);
		const warn = (message: string): ModelWarning[] => [{ path, code: 'bandNeverReached', severity: 'warning', message }];
		if (band.min > most) {
			return warn(`No lead can reach ${tellName(band)} (${band.min}): ${tellGroups(model, reaches, 'high')}. Lower its "min", or raise points or the groups' "max".`);
		}
		if (bands.some(({ min }) => min > band.min && min <= least)) {
			return warn(`No lead can be in ${tellName(band)} (${band.min}): ${tellGroups(model, reaches, 'low')}. Raise the bands' "min", or give every lead fewer points.`);
		}
		return [];
	});
	return [...unreached, ...lintHoldMargin(model, bands)];
}
