import type { Lead } from '../scoring/Lead';
import type { Lift } from './Explanation';

/** A change of a lead that can be tried by scoring it. */
export interface Change {
	change: Lift['change'];
	/** The lead with the change made. */
	lead: Lead;
	/** What has to happen, as a phrase: `a demo request`, `another country`. */
	what: string;
	/** Whether the phrase needs the rule's label to be clear. */
	needsLabel: boolean;
}
