import { compileModel } from '../scoring/compileModel';
import { isRecord } from '../scoring/isRecord';
import type { Lead } from '../scoring/Lead';
import type { Model } from '../scoring/Model';
import { roundHalfUp } from '../scoring/roundHalfUp';
import type { ScoreResult } from '../scoring/ScoreResult';
import { activityKinds } from './activityKinds';
import type { Change } from './Change';
import { changeField } from './changeField';
import type { Formats } from './compileFormats';
import type { Lift } from './Explanation';
import { fieldValues, type FieldValue } from './fieldValues';
import { plainText } from './plainText';

/** Scoring a lead costs about its activities and the model's rules; a lead may cost this much in all. */
const MOST_WORK = 50_000;
/** Sums of fractions may come out this much below what they are. */
const ROUNDING = 1e-9;

interface Found {
	change: Change;
	result: ScoreResult;
	points: number;
	/** The rule that the change is about; for an activity, the one that gains most. */
	rule: string;
}

/** Points without the last, inexact digits of a difference. */
const tidy = (points: number): number => Number(points.toFixed(9));

const lastOf = <Value>(find: (now: number) => Value): ((now: number) => Value) => {
	let last: { now: number; value: Value } | null = null;
	return (now) => (last?.now === now ? last : (last = { now, value: find(now) })).value;
};

/**
 * Compiles the search for the smallest single change that lifts a lead to a score: one more activity now, or a field
 * that is not known filled in; where none of these does, another value in a field. Each is tried by scoring the lead
 * with it. A field counts only if no other rule's points change by it, since other values might change others.
 * Of equal changes an activity comes first, then what comes first in the model. A lead with very many activities, or a
 * very large model, gets fewer tries, those nearest to what is missing first.
 */
export function compileLifts(model: Model, formats: Formats): (lead: Lead, result: ScoreResult, least: number, missing: number) => Lift | null {
	const { scale = 100, decimals = 0 } = model;
	const quick = compileModel(model, { explain: false, review: false });
	const explaining = compileModel(model, { review: false });
	const kinds = activityKinds(model);
	const valuesAt = lastOf((now) => fieldValues(model, now));
	const rules = model.groups.flatMap((group) => group.rules);
	const labels = new Map(rules.map(({ id, label }) => [id, label?.trim() || id]));
	const toScore = (raw: number): number => roundHalfUp(Math.min(Math.max(raw, 0), scale), decimals);
	const pointsByRule = ({ contributions }: ScoreResult): Map<string, number> => new Map(contributions.map(({ rule, points }) => [rule, points]));

	return (lead, before, least, missing) => {
		const given: Partial<Lead> = isRecord(lead) ? lead : {};
		const now = Date.parse(before.scoredAt);
		const pointsBefore = pointsByRule(before);
		const cost = rules.length + (Array.isArray(given.activities) ? given.activities.length : 0) + 1;
		let work = MOST_WORK;

		const attempt = (change: Change): ScoreResult | null => {
			work -= cost;
			if (work < 0) return null;
			const result = quick.score(change.lead, now);
			return result.disqualifiedBy === null && result.score >= least ? result : null;
		};
		const gainsOf = (change: Change): { rule: string; gain: number }[] => {
			work -= cost;
			const after = pointsByRule(explaining.score(change.lead, now));
			return rules.map(({ id }) => ({ rule: id, gain: (after.get(id) ?? 0) - (pointsBefore.get(id) ?? 0) }));
		};

		let best: Found | null = null;
		const keep = (change: Change, result: ScoreResult, rule: string): void => {
			const points = tidy(result.raw - before.raw);
			if (best === null || points < best.points) best = { change, result, points, rule };
		};

		const tryActivities = (): void => {
			const enough = kinds.filter(({ promised }) => promised >= missing);
			const tooFew = kinds.filter(({ promised }) => promised < missing).reverse();
			for (const kind of [...enough, ...tooFew]) {
				const change = kind.toChange(given, now);
				const result = change && attempt(change);
				if (change && result) keep(change, result, '');
			}
		};

		/** By the group's limits alone: whether a rule's points can be enough, and less than the best change's. */
		const isWorthTrying = ({ group, rule, points }: FieldValue): boolean => {
			const { min = -Infinity, max = Infinity } = model.groups[group]!;
			const { uncapped, points: capped } = before.groups[group]!;
			const gain = Math.min(Math.max(uncapped + points - (pointsBefore.get(rule) ?? 0), min), max) - capped;
			return toScore(before.raw + gain + ROUNDING) >= least && (best === null || gain < best.points + ROUNDING);
		};

		const tryFields = (unknown: boolean): void => {
			for (const candidate of valuesAt(now)) {
				if (!isWorthTrying(candidate)) continue;
				const change = changeField(candidate, given);
				if (change?.isUnknown !== unknown) continue;
				const result = attempt(change);
				if (result === null) continue;
				const others = gainsOf(change).filter(({ rule, gain }) => (rule === candidate.rule ? gain <= 0 : gain !== 0));
				if (others.length === 0) keep(change, result, candidate.rule);
			}
		};

		tryActivities();
		tryFields(true);
		if (best === null) tryFields(false);
		return best === null ? null : toLift(best);

		function toLift({ change, result, points, rule: known }: Found): Lift {
			const rule = known === '' ? gainsOf(change).reduce((most, each) => (each.gain > most.gain ? each : most)).rule : known;
			const label = labels.get(rule) ?? rule;
			const added = formats.points(points);
			const inBrackets = change.needsLabel ? `"${plainText(label)}", ${added}` : added;
			const text = `${change.what} (${inBrackets}) would make ${formats.number(result.score)}`;
			return { rule, label, points, score: result.score, band: result.band, change: change.change, text };
		}
	};
}
