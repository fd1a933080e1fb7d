import type { Moments } from '../horizon/Moments';

/** A rule ready to run. Rules look at their fields and tallies, so the lead's fields are read and its activities counted first. */
export interface CompiledRule {
	/** The points for a lead's attributes at `now` (epoch ms); may be infinite, never NaN. */
	points(attributes: unknown, now: number): number;
	/** Counts the lead's activities again, for a later moment at which the points are to be asked for. Absent where it counts none. */
	recount?(now: number): void;
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
	/**
	 * Adds the moments in (from, to) at which points go there by a jump, as far as they are few. Where some are
	 * missing, what is sought is found by trying.
	 */
	jumps?(from: number, to: number, add: (moment: number) => void): void;
}
