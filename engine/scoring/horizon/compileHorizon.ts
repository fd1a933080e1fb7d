import { readAdjustments, sumAdjustments } from '../adjustments';
import { bounded } from '../bounded';
import type { CompiledGroups } from '../compileGroups';
import type { Lead } from '../Lead';
import type { Tallies } from '../tallyActivities';
import { findFall, type Fall } from './findFall';
import type { Moments } from './Moments';

/** The end of ECMAScript's time; no date lies beyond it. */
const LAST_INSTANT_MS = 8.64e15;
/** From here on an interval that cannot be told for certain counts as a change. */
const FINEST_MS = 1000;
/** Rules and matches looked at for one lead, over all evaluations; past that, the answer is early rather than slow. */
const MOST_WORK = 1_000_000;
/** Even a lead with very many matches gets so many. */
const FEWEST_EVALUATIONS = 8;
const FIRST_STEP_MS = 30 * 86_400_000;

/** What the horizon needs of a compiled model. */
export interface HorizonParts {
	groups: CompiledGroups;
	/** They keep matches. */
	tallies: Tallies;
	/** Whether the lead is disqualified at a moment. */
	isDisqualified(attributes: unknown, now: number): boolean;
	/** When that can change; `null` for never. */
	disqualifiedMoments: Moments | null;
	/** The band of a total, for a lead that was in `previousBand`. Never goes down as the total goes up. */
	bandOf(raw: number, previousBand: string | null): string;
	/** About the least total that a lead needs for a band. */
	leastOf(band: string, previousBand: string | null): number;
}

/** A lead's points at one moment. */
interface Snapshot {
	at: number;
	/** The total with adjustments. */
	raw: number;
	rulePoints: Float64Array;
}

/**
 * Compiles the answer to "until when is this band certain?": the first moment after `now` (epoch ms) at
 * which the lead's band, left alone, may be another, or `null` if it never is. Never late. Exact where every
 * rule's points go down, or stay, as time passes; where others rise between two moments, it may be early.
 *
 * Between two moments at which something can turn (a date condition, an adjustment, an activity to come …)
 * each rule's points go one way. So the points at both ends bound all that lies between, and the search goes
 * only where those bounds leave the band open.
 */
export function compileHorizon({ groups, tallies, isDisqualified, disqualifiedMoments, bandOf, leastOf }: HorizonParts) {
	const { rules } = groups;
	const turning = rules.flatMap(({ rule }) => (rule.moments ? [rule.moments] : []));
	if (disqualifiedMoments) turning.push(disqualifiedMoments);
	const allRules = rules.map((_rule, index) => index);
	const changingRules = allRules.filter((index) => rules[index]!.rule.eventually ?? rules[index]!.rule.moments);
	const current = groups.evaluation();
	const bounds = groups.evaluation();
	const points = current.rulePoints;

	// The lead at hand.
	let attributes: unknown;
	let band = '';
	let previousBand: string | null = null;
	let adjustment = 0;
	let evaluationsLeft = 0;
	/** The rules whose points may be others at a later moment. */
	let moving: readonly number[] = allRules;

	/** The total at a moment; the rules' points stay in `points`. */
	function evaluate(at: number): number {
		evaluationsLeft--;
		for (const index of moving) {
			const { rule } = rules[index]!;
			rule.recount?.(at);
			points[index] = bounded(rule.points(attributes, at));
		}
		groups.sum(current, adjustment);
		return current.raw;
	}
	const snapshot = (at: number): Snapshot => ({ at, raw: evaluate(at), rulePoints: points.slice() });
	const bandAt = (at: number, raw: number): string => (isDisqualified(attributes, at) ? 'disqualified' : bandOf(raw, previousBand));

	/** Whether the band holds where each rule has the points that `bounds` tells. */
	function holdsAtBounds(): boolean {
		groups.sum(bounds, adjustment);
		return bandOf(bounds.raw, previousBand) === band;
	}

	/** Whether the band is the same at both the lowest and the highest that the points can add up to. */
	function isCertain(from: Float64Array, to: Float64Array): boolean {
		for (let index = 0; index < from.length; index++) bounds.rulePoints[index] = Math.min(from[index]!, to[index]!);
		if (!holdsAtBounds()) return false;
		for (let index = 0; index < from.length; index++) bounds.rulePoints[index] = Math.max(from[index]!, to[index]!);
		return holdsAtBounds();
	}

	/** The least total for the band that the lead is in, about. */
	let least = 0;
	const jumps: number[] = [];
	const fall: Fall = {
		excessAt: (at) => evaluate(at) - least,
		holds: () => bandOf(current.raw, previousBand) === band,
		jumps,
		mayGoOn: () => evaluationsLeft > 0,
	};

	/** The first moment at which the band is another, where it is not at `from` and is at `to`, and all points fall in between. */
	function firstFall(from: number, fromRaw: number, to: number, toRaw: number): number {
		least = leastOf(band, previousBand);
		jumps.length = 0;
		const add = (moment: number): void => {
			const whole = Math.ceil(moment);
			if (whole > from && whole < to) jumps.push(whole);
		};
		for (const index of moving) rules[index]!.rule.jumps?.(from, to, add);
		return findFall(fall, from, fromRaw - least, to, toRaw - least);
	}

	/** The first moment in (from, to] at which the band is another, or may be; `null` for none. */
	function firstChange(from: Snapshot, to: Snapshot): number | null {
		const changes = bandAt(to.at, to.raw) !== band;
		if (!changes && (band === 'disqualified' || isCertain(from.rulePoints, to.rulePoints))) return null;
		if (to.at - from.at <= 1) return to.at;
		const falls = from.rulePoints.every((value, index) => to.rulePoints[index]! <= value);
		if (falls) return changes ? firstFall(from.at, from.raw, to.at, to.raw) : null;
		if (to.at - from.at <= FINEST_MS || evaluationsLeft <= 0) return from.at + 1;
		const middle = snapshot(Math.floor(from.at + (to.at - from.at) / 2));
		return firstChange(from, middle) ?? firstChange(middle, to);
	}

	/** The first change after `from`, from where on nothing turns any more: points only fade, and inactivity sets in. */
	function firstChangeOfRest(from: number): number | null {
		if (band === 'disqualified') return null;
		let falls = true;
		const left: number[] = [];
		bounds.rulePoints.set(points);
		for (const index of changingRules) {
			const value = points[index]!;
			const eventual = bounded(rules[index]!.rule.eventually?.(value) ?? value);
			if (eventual === value) continue;
			if (eventual > value) falls = false;
			bounds.rulePoints[index] = eventual;
			left.push(index);
		}
		const isCertainAtLast = falls ? holdsAtBounds() : isCertain(points, bounds.rulePoints.slice());
		if (isCertainAtLast) return null;
		if (tallies.matchesKept() === Infinity) return from + 1;

		moving = left;
		groups.sum(current, adjustment);
		let start: Snapshot = { at: from, raw: current.raw, rulePoints: falls ? points : points.slice() };
		for (let step = FIRST_STEP_MS; start.at < LAST_INSTANT_MS; step *= 2) {
			const at = Math.min(start.at + step, LAST_INSTANT_MS);
			const end = falls ? { at, raw: evaluate(at), rulePoints: points } : snapshot(at);
			const change = falls ? (bandOf(end.raw, previousBand) === band ? null : firstFall(start.at, start.raw, at, end.raw)) : firstChange(start, end);
			if (change !== null) return change;
			start = end;
		}
		return null;
	}

	/** The whole milliseconds after `now`, in order, at which something turns, or has just turned. */
	function momentsAfter(now: number, adjustments: ReturnType<typeof readAdjustments>): number[] {
		const found = new Set<number>();
		const add = (moment: number): void => {
			for (const whole of [Math.ceil(moment), Math.floor(moment) + 1]) if (whole > now && whole <= LAST_INSTANT_MS) found.add(whole);
		};
		for (const moments of turning) moments(attributes, add);
		for (const { from, until } of adjustments) {
			add(from);
			add(until);
		}
		if (tallies.hasLater()) tallies.addLater(now, add);
		return [...found].sort((a, b) => a - b);
	}

	return {
		/** `rulePoints` are those of the lead at `now`; the fields and tallies still hold what was read of it and counted then. */
		horizon(lead: Partial<Lead>, now: number, bandBefore: string | null, bandNow: string, rulePoints: Float64Array): number | null {
			attributes = lead.attributes;
			band = bandNow;
			previousBand = bandBefore;
			adjustment = 0;
			evaluationsLeft = FEWEST_EVALUATIONS + MOST_WORK / (tallies.matchesKept() + rules.length + 1);
			points.set(rulePoints);
			moving = tallies.hasLater() ? allRules : changingRules;
			const adjustments = lead.adjustments === undefined ? [] : readAdjustments(lead.adjustments);
			if (turning.length === 0 && adjustments.length === 0 && !tallies.hasLater()) return firstChangeOfRest(now);
			if (tallies.matchesKept() === Infinity) return now + 1;

			adjustment = bounded(sumAdjustments(adjustments, now));
			groups.sum(current, adjustment);
			let start: Snapshot = { at: now, raw: current.raw, rulePoints: points.slice() };
			for (const moment of momentsAfter(now, adjustments)) {
				if (moment - 1 > start.at) {
					const change = firstChange(start, snapshot(moment - 1));
					if (change !== null) return change;
				}
				adjustment = bounded(sumAdjustments(adjustments, moment));
				start = snapshot(moment);
				if (bandAt(moment, start.raw) !== band || evaluationsLeft <= 0) return moment;
			}
			return firstChangeOfRest(start.at);
		},
	};
}
