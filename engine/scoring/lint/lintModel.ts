import type { Model } from '../Model';
import { findDuplicates } from './findDuplicates';
import { lintBands } from './lintBands';
import { lintDisqualify } from './lintDisqualify';
import { lintGrades } from './lintGrades';
import { lintGroup } from './lintGroup';
import type { ModelWarning } from './ModelWarning';

/** Keeps the check short on models of any size; usual ones need some hundred steps. */
const MOST_STEPS = 50_000;

/**
 * Finds what is valid in a model but can never do what it seems to: rules that never fire or never matter, rows,
 * bands, grades and disqualify entries out of reach, parts of conditions that always or never hold, duplicates.
 * Takes a model that `parseModel` has accepted, and never throws. Every warning is certain for all leads at all
 * times (points that a person adds left aside); not everything that is so is found.
 *
 * @returns warnings in model order, those that make the model do something else than it says before mere notes
 */
export function lintModel(model: Model): ModelWarning[] {
	const budget = { steps: MOST_STEPS };
	const groups = model.groups.map((group, index) => lintGroup(group, ['groups', index], budget));
	const reaches = groups.map(({ reach }) => reach);
	const isIdle = (group: number, rule: number): boolean => {
		const study = groups[group]?.studies[rule];
		return study === undefined || (study.low === 0 && study.high === 0);
	};
	const warnings = [
		...groups.flatMap((group) => group.warnings),
		...findDuplicates(model.groups, isIdle),
		...lintDisqualify(model, budget),
		...lintBands(model, reaches),
		...lintGrades(model, reaches),
	];
	return [...warnings.filter(({ severity }) => severity === 'warning'), ...warnings.filter(({ severity }) => severity === 'note')];
}
