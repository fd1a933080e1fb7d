import type { Moments } from '../horizon/Moments';

/** A rule ready to run. Rules on activities read their tally, so the lead's activities are counted first. */
export interface CompiledRule {
	/** The points for a lead's attributes at `now` (epoch ms); may be infinite, never NaN. */
	points(attributes: unknown, now: number): number;
	/** One line on what gave the points just told. */
	because(attributes: unknown, now: number): string;
	/**
	 * What the points, just told, come to in the end if neither the lead nor any of the rule's `moments` comes
	 * between. Absent where they stay as they are.
	 */
	eventually?(points: number): number;
	/**
	 * Adds the moments after which the points may be more than before. Between moments, points only go the way
	 * to `eventually`, if positive never up, if negative never down. Absent where there are none.
	 */
	moments?: Moments;
}
