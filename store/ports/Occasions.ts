import type { EnrollmentOutcome } from '../../engine';

/** Something that happened to a lead, other than a change of band. */
export type Occasion = { id: string; key: string; at: number } & (
	| { kind: 'campaignEnd'; campaignId: string; outcome: EnrollmentOutcome | 'removed'; reason: string }
	| { kind: 'quiet'; lastActivityAt: number }
);

export type OccasionKind = Occasion['kind'];

export interface LeasedOccasion {
	occasion: Occasion;
	consumer: string;
	/** Of the occasion in the store. */
	seq: number;
	attempts: number;
	token: string;
}

export interface OccasionConsumer {
	/** Stable over restarts, e.g. workflow and node id. */
	id: string;
	kind: OccasionKind;
	/** `campaignEnd`: of this campaign alone. */
	campaignId?: string;
	/** `quiet`: after so many days without any activity. */
	quietDays?: number;
}

/** Ends of campaigns and leads that have gone quiet, handed out as transitions are: at least once, in order for a lead. */
export interface Occasions {
	subscribe(consumer: OccasionConsumer, now: number): Promise<void>;
	unsubscribe(consumerId: string): Promise<void>;
	/** Looks through all leads, page by page, for those that have gone quiet since the last look; how many. */
	findQuiet(consumerId: string, now: number): Promise<number>;
	lease(consumerId: string, options: { limit: number; leaseMs: number; now: number }): Promise<LeasedOccasion[]>;
	/** The next that waits, without taking it. */
	peek(consumerId: string): Promise<Occasion | null>;
	acknowledge(leased: readonly LeasedOccasion[]): Promise<number>;
	fail(leased: readonly LeasedOccasion[], error: string, options: { now: number; maxAttempts: number }): Promise<number>;
	renew(leased: readonly LeasedOccasion[], leaseUntil: number): Promise<number>;
	release(leased: readonly LeasedOccasion[]): Promise<number>;
}
