import type { IDataObject } from 'n8n-workflow';

/** Something that happened to a lead and waits for a run of the workflow. */
export interface Job<Lease = unknown> {
	/** What the workflow gets. */
	item: IDataObject;
	/** Lets its owner say what became of it. */
	lease: Lease;
}

/** Where jobs come from; one for each event that the trigger knows. Of leases that were lost, what is said changes nothing. */
export interface JobQueue<Lease = unknown> {
	/** Makes jobs wait for this trigger from now on. */
	subscribe(now: number): Promise<void>;
	take(limit: number, leaseMs: number, now: number): Promise<Job<Lease>[]>;
	acknowledge(leases: readonly Lease[], now: number): Promise<unknown>;
	fail(leases: readonly Lease[], error: string, now: number): Promise<unknown>;
	/** Gives back what was not begun. */
	release(leases: readonly Lease[]): Promise<unknown>;
	renew(leases: readonly Lease[], leaseUntil: number): Promise<unknown>;
	/** What waits, without taking it; for a look in the editor. */
	peek(now: number): Promise<IDataObject | null>;
	/** Something like what would come, where nothing waits. */
	sample(now: number): IDataObject | Promise<IDataObject>;
	/** Work that must be done now and then for jobs to be found. */
	sweep?(now: number): Promise<void>;
}
