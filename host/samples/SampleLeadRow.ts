import type { SampleActivity } from '../sampleLeads.ts';

/** A lead of the demo in shorthand; what is left out, the lead does not have. */
export interface SampleLeadRow {
	name: string;
	title?: string;
	/** Name, industry, employees, revenue in EUR, country. */
	company?: [name?: string, industry?: string, employees?: unknown, revenue?: unknown, country?: string];
	/** What the lead did, how many days ago: `'demo 2 | page 1 1.5'`. */
	did?: string;
	/** Days until the expected close date. */
	closesIn?: number;
	/** Fields as the lead sends them, over those above. */
	more?: Record<string, unknown>;
	/** Activities that the shorthand cannot say. */
	moreActivities?: (now: number) => Omit<SampleActivity, 'id'>[];
}
