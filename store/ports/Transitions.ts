import type { Page, PageQuery } from './Page';

/** A lead's change of band. */
export interface Transition {
	/** Stable, to tell repeated deliveries by. */
	id: string;
	key: string;
	modelId: string;
	/** `null`: scored for the first time. */
	from: string | null;
	to: string;
	score: number;
	at: number;
	runId: string | null;
}

export type DeliveryState = 'pending' | 'done' | 'failed';

/** How handing a transition to one consumer stands. */
export interface Delivery {
	transition: Transition;
	consumer: string;
	state: DeliveryState;
	attempts: number;
	/** Not to be tried before. */
	dueAt: number;
	leaseUntil: number | null;
	lastError: string | null;
}

export interface LeasedDelivery extends Delivery {
	/** Of the transition in the store. */
	seq: number;
	/** Proves the lease; one that has run out and was taken by another no longer does. */
	token: string;
}

export interface Consumer {
	/** Stable over restarts, e.g. workflow and node id. */
	id: string;
	modelId?: string;
	/** Bands left and entered; a missing list means any. */
	from?: readonly string[];
	to?: readonly string[];
}

export interface Transitions {
	list(query: PageQuery & { modelId?: string; key?: string; runId?: string; from?: string; to?: string; since?: number }): Promise<Page<Transition>>;
	/** From now on, matching transitions wait for this consumer. The same again changes what matches from here on. */
	subscribe(consumer: Consumer, now: number): Promise<void>;
	/** What waited is dropped. */
	unsubscribe(consumerId: string): Promise<void>;
	/** Takes what is due, in order for a lead: a later transition waits for the earlier one. Never the same for two. */
	lease(consumerId: string, options: { limit: number; leaseMs: number; now: number }): Promise<LeasedDelivery[]>;
	/** They are done. As all that needs leases, in one transaction; returns how many leases held, and where one was lost, nothing changes. */
	acknowledge(deliveries: readonly LeasedDelivery[]): Promise<number>;
	/** Gives them back for a later try with exponential back-off; after `maxAttempts` they are `failed`. */
	fail(deliveries: readonly LeasedDelivery[], error: string, options: { now: number; maxAttempts: number }): Promise<number>;
	/** The work takes longer than the lease. */
	renew(deliveries: readonly LeasedDelivery[], leaseUntil: number): Promise<number>;
	/** Gives them back as if they had not been taken, e.g. on a shutdown. */
	release(deliveries: readonly LeasedDelivery[]): Promise<number>;
	deliveries(query: PageQuery & { consumer?: string; state?: DeliveryState; key?: string }): Promise<Page<Delivery>>;
	/** Puts failed deliveries back in the queue: one transition's, or all. Returns how many. */
	retry(query: { transitionId?: string; consumer?: string }, now: number): Promise<number>;
}
