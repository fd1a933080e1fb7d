import type { Condition } from '../scoring/Model';

/** One way out for leads: those whose score is in [`min`, the next band's `min`), or whose scoring says `id`. */
export interface RoutingBand {
	/** As the scoring model's bands are called, `[A-Za-z0-9_-]{1,64}`. */
	id: string;
	name: string;
	/** The lowest score of the band, points. */
	min: number;
}

/** A person who takes over leads. */
export interface Owner {
	name: string;
	/** Identifies the owner: changing it moves leads, changing the name does not. */
	email: string;
	/** Share of the leads relative to the other owners', above 0; 1 if absent. */
	weight?: number;
	/** Only leads that meet this condition are for this owner. */
	territory?: Condition;
}

/** How leads are routed, as `parseRouting` accepts it. The band with the highest `min` is the hand-off band. */
export interface Routing {
	/** In the order of the outputs; one has `min` 0. */
	bands: RoutingBand[];
	/** A lead with less fit (points) than this is not handed off: it goes to the next band down. */
	minimumFit?: number;
	/** Leads that are in the same band as before leave unchanged. */
	onlyWhenBandChanged?: boolean;
	/** A lead is handed off at most once in so many days. */
	handOffEveryDays?: number;
	/** Who takes over leads; nobody if absent. */
	owners?: Owner[];
}

/** Where a lead goes that scoring has disqualified, and the band it is in. */
export const DISQUALIFIED = 'disqualified';

/** Where a lead goes that need not move: its band is the old one, or its last hand-off is too recent. */
export const UNCHANGED = 'unchanged';
