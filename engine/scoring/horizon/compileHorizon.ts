import { readAdjustments, sumAdjustments } from '../adjustments';
import { bounded } from '../bounded';
import type { CompiledGroups } from '../compileGroups';
import type { Lead } from '../Lead';
import type { Tallies } from '../tallyActivities';
import type { Moments } from './Moments';
import { timeActivities, type TimedActivity } from './timeActivities';

/** The end of ECMAScript's time; no date lies beyond it. */
const LAST_INSTANT_MS = 8.64e15;
/** From here on an interval that cannot be told for certain counts as a change. */
const FINEST_MS = 1000;
/** Activities looked at for one lead, over all evaluations; past that, the answer is early rather than slow. */
const MOST_VISITS = 500_000;
const FIRST_STEP_MS = 86_400_000;

/** What the horizon needs of a compiled model. */
export interface HorizonParts {
	groups: CompiledGroups;
	tallies: Tallies;
	/** Whether the lead is disqualified at a moment. */
	isDisqualified(attributes: unknown, now: number): boolean;
	/** When that can change; `null` for never. */
	disqualifiedMoments: Moments | null;
	/** The band of a total, for a lead that was in `previousBand`. Never goes down as the total goes up. */
	bandOf(raw: number, previousBand: string | null): string;
}

/** The points of all rules at one moment. */
interface Snapshot {
	at: number;
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
export function compileHorizon({ groups, tallies, isDisqualified, disqualifiedMoments, bandOf }: HorizonParts) {
	const moving = groups.rules.flatMap(({ moments }) => (moments ? [moments] : []));
	if (disqualifiedMoments) moving.push(disqualifiedMoments);
	const bounds = groups.evaluation();

	/** Whether the band is `band` at both the lowest and the highest that the points can add up to. */
	function isCertain(band: string, from: Float64Array, to: Float64Array, adjustment: number, previousBand: string | null): boolean {
		const { rulePoints } = bounds;
		for (let index = 0; index < from.length; index++) rulePoints[index] = Math.min(from[index]!, to[index]!);
		groups.sum(bounds, adjustment);
		if (bandOf(bounds.raw, previousBand) !== band) return false;
		for (let index = 0; index < from.length; index++) rulePoints[index] = Math.max(from[index]!, to[index]!);
		groups.sum(bounds, adjustment);
		return bandOf(bounds.raw, previousBand) === band;
	}

	/** The whole milliseconds after `now`, in order, at which something turns, or has just turned. */
	function momentsAfter(now: number, attributes: unknown, activities: readonly TimedActivity[], adjustments: ReturnType<typeof readAdjustments>): number[] {
		const found = new Set<number>();
		const add = (moment: number): void => {
			for (const whole of [Math.ceil(moment), Math.floor(moment) + 1]) if (whole > now && whole <= LAST_INSTANT_MS) found.add(whole);
		};
		for (const moments of moving) moments(attributes, activities, add);
		for (const { from, until } of adjustments) {
			add(from);
			add(until);
		}
		for (const { at } of activities) if (at > now) add(at);
		return [...found].sort((a, b) => a - b);
	}

	const onlyFalls = (from: Float64Array, to: Float64Array): boolean => from.every((points, index) => to[index]! <= points);

	return {
		/** `rulePoints` and `ignoredActivities` are those of the lead at `now`; the tallies still hold its counts. */
		horizon(lead: Partial<Lead>, now: number, previousBand: string | null, band: string, rulePoints: Float64Array, ignoredActivities: number): number | null {
			const { attributes } = lead;
			const adjustments = lead.adjustments === undefined ? [] : readAdjustments(lead.adjustments);
			const eventual = (points: Float64Array): Float64Array =>
				points.map((value, index) => bounded(groups.rules[index]!.eventually?.(value) ?? value));

			const mayTurn = moving.length > 0 || adjustments.length > 0 || ignoredActivities > 0;
			if (!mayTurn && (band === 'disqualified' || isCertain(band, rulePoints, eventual(rulePoints), 0, previousBand))) return null;

			const activities = timeActivities(lead.activities);
			let evaluationsLeft = 100 + MOST_VISITS / (activities.length + 1);
			const evaluate = (at: number): Snapshot => {
				evaluationsLeft--;
				tallies.count(activities, at);
				const points = new Float64Array(rulePoints.length);
				groups.runRules(attributes, at, points);
				return { at, rulePoints: points };
			};
			const bandAt = ({ at, rulePoints: points }: Snapshot, adjustment: number): string => {
				if (isDisqualified(attributes, at)) return 'disqualified';
				bounds.rulePoints.set(points);
				groups.sum(bounds, adjustment);
				return bandOf(bounds.raw, previousBand);
			};

			/** The first moment in (from, to] at which the band is another, or may be; `null` for none. */
			const firstChange = (from: Snapshot, to: Snapshot, adjustment: number): number | null => {
				const changes = bandAt(to, adjustment) !== band;
				if (!changes && (band === 'disqualified' || isCertain(band, from.rulePoints, to.rulePoints, adjustment, previousBand))) return null;
				if (to.at - from.at <= 1) return to.at;
				const falls = onlyFalls(from.rulePoints, to.rulePoints);
				if (falls && !changes) return null;
				if (!falls && (to.at - from.at <= FINEST_MS || evaluationsLeft < 0)) return from.at + 1;
				const middle = evaluate(Math.floor(from.at + (to.at - from.at) / 2));
				if (falls) return bandAt(middle, adjustment) === band ? firstChange(middle, to, adjustment) : firstChange(from, middle, adjustment);
				return firstChange(from, middle, adjustment) ?? firstChange(middle, to, adjustment);
			};

			let start: Snapshot = { at: now, rulePoints: rulePoints.slice() };
			for (const moment of momentsAfter(now, attributes, activities, adjustments)) {
				const adjustment = bounded(sumAdjustments(adjustments, start.at));
				if (moment - 1 > start.at) {
					const change = firstChange(start, evaluate(moment - 1), adjustment);
					if (change !== null) return change;
				}
				start = evaluate(moment);
				if (bandAt(start, bounded(sumAdjustments(adjustments, moment))) !== band) return moment;
				if (evaluationsLeft < 0) return moment;
			}

			// Nothing turns any more: points only fade, and inactivity sets in.
			const adjustment = bounded(sumAdjustments(adjustments, start.at));
			tallies.count(activities, start.at);
			if (band === 'disqualified' || isCertain(band, start.rulePoints, eventual(start.rulePoints), adjustment, previousBand)) return null;
			for (let step = FIRST_STEP_MS; start.at < LAST_INSTANT_MS; step *= 2) {
				const end = evaluate(Math.min(start.at + step, LAST_INSTANT_MS));
				const change = firstChange(start, end, adjustment);
				if (change !== null) return change;
				start = end;
			}
			return null;
		},
	};
}
