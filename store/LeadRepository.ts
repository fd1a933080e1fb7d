import type { Activities } from './ports/Activities';
import type { Adjustments } from './ports/Adjustments';
import type { Campaigns } from './ports/Campaigns';
import type { Leads } from './ports/Leads';
import type { MessageTokens } from './ports/MessageTokens';
import type { Models } from './ports/Models';
import type { Occasions } from './ports/Occasions';
import type { Runs } from './ports/Runs';
import type { Scores } from './ports/Scores';
import type { Suppressions } from './ports/Suppressions';
import type { Transitions } from './ports/Transitions';

/**
 * The memory behind scoring, the same on SQLite and PostgreSQL. Moments are epoch ms; no method reads a clock, so
 * `now` comes in. A lead may be named by its key or by any of its aliases everywhere. A call that takes a list is all
 * or nothing, and what it answered survives a crash. Failures come as `LeadStoreError`.
 */
export interface LeadRepository {
	/** Where the data is, for people: `the lead store "default"`, `the lead store at db:5432/crm`. Never a password. */
	readonly place: string;
	readonly leads: Leads;
	readonly activities: Activities;
	readonly adjustments: Adjustments;
	readonly models: Models;
	readonly scores: Scores;
	readonly transitions: Transitions;
	readonly suppressions: Suppressions;
	readonly runs: Runs;
	readonly campaigns: Campaigns;
	readonly occasions: Occasions;
	readonly messageTokens: MessageTokens;
	/**
	 * Has `listener` called when there may be work to lease: at once for what this process wrote, and within a moment for
	 * others'. It may be called for nothing. The answer ends it.
	 */
	onNews(listener: () => void): Promise<() => Promise<void>>;
	/** Asks for nothing but an answer; what a credential test calls. */
	ping(): Promise<void>;
	/**
	 * Deletes activities and score history from before the given moments; returns how many. Who loses activities is due
	 * for review, and of the history of a score one row stays as the balance to begin with.
	 */
	forgetBefore(limits: { activities?: number; history?: number }, now: number): Promise<{ activities: number; history: number }>;
	close(): Promise<void>;
}
