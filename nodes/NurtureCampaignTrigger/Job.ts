import type { IDataObject } from 'n8n-workflow';

/** Something that happened to a lead and waits for a run of the workflow. Each call says whether the lease still held. */
export interface Job {
	/** What the workflow gets. */
	item: IDataObject;
	acknowledge(now: number): Promise<boolean>;
	fail(error: string, now: number): Promise<void>;
	release(): Promise<boolean>;
	renew(leaseUntil: number): Promise<boolean>;
}

/** Where jobs come from; one for each event that the trigger knows. */
export interface JobQueue {
	/** Makes jobs wait for this trigger from now on. */
	subscribe(now: number): Promise<void>;
	take(limit: number, leaseMs: number, now: number): Promise<Job[]>;
	/** What waits, without taking it; for a look in the editor. */
	peek(now: number): Promise<IDataObject | null>;
	/** Something like what would come, where nothing waits. */
	sample(now: number): IDataObject | Promise<IDataObject>;
	/** Work that must be done now and then for jobs to be found. */
	sweep?(now: number): Promise<void>;
}
