/** A rule ready to run. Rules on activities read their tally, so the lead's activities are counted first. */
export interface CompiledRule {
	/** The points for a lead's attributes at `now` (epoch ms); may be infinite, never NaN. */
	points(attributes: unknown, now: number): number;
	/** One line on what gave the points just told. */
	because(attributes: unknown, now: number): string;
}
