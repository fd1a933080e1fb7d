import type { Campaign, CampaignResults, EnrollmentOutcome, PassedStep, StepContent } from '../../engine';
import type { Page, PageQuery } from './Page';

export interface StoredCampaign {
	campaign: Campaign;
	/** Whether this is the version that runs. */
	active: boolean;
	savedAt: number;
}

/** `open`: under way; `blocked`: under way, but not due before something changes; `failed`: a step could not be sent. */
export type EnrollmentState = 'open' | 'blocked' | 'failed' | 'ended';

export interface StoredEnrollment {
	id: string;
	campaignId: string;
	key: string;
	state: EnrollmentState;
	enrolledAt: number;
	heldOut: boolean;
	passed: PassedStep[];
	/** The step that comes next, once that was looked at. */
	nextStep: string | null;
	/** When it is looked at next; `null`: not before something about the lead changes. */
	dueAt: number | null;
	/** Why nothing was sent when it was looked at last, or how it ended. */
	reason: string | null;
	/** `removed`: taken out by hand. */
	outcome: EnrollmentOutcome | 'removed' | null;
	endedAt: number | null;
}

export type EnrollOutcome = { ok: true; key: string; enrollmentId: string } | { ok: false; key: string; reason: string };

/** A step to send now. */
export interface LeasedStep {
	/** Of the message; the same in every attempt, to tell repetitions by. */
	id: string;
	/** Proves the lease. */
	token: string;
	enrollmentId: string;
	campaignId: string;
	step: string;
	variant: string | null;
	content: StepContent;
	/** Since when it could be sent. */
	dueAt: number;
	attempts: number;
	lead: { key: string; attributes: Record<string, unknown>; band: string | null };
}

/** Nurture campaigns: who is in them, what is due, what came of it. A campaign's version once saved is never changed. */
export interface Campaigns {
	/** The version saved last is the one that runs, for everybody who is in the campaign. */
	save(campaign: Campaign, now: number): Promise<{ saved: boolean }>;
	/** As `models.saveAsNeeded`: for a campaign whose author does not count versions. */
	saveAsNeeded(campaign: Campaign, now: number): Promise<Campaign>;
	/** Without a version, the one that runs. */
	get(id: string, version?: number): Promise<StoredCampaign | null>;
	list(): Promise<StoredCampaign[]>;
	/** Enrolls by hand, whatever band the leads are in; all else of the campaign holds. */
	enroll(campaignId: string, keys: readonly string[], now: number): Promise<EnrollOutcome[]>;
	/** Takes leads out; how many were in. */
	exit(campaignId: string, keys: readonly string[], reason: string, now: number): Promise<number>;
	enrollments(query: PageQuery & { campaignId?: string; key?: string; state?: EnrollmentState }): Promise<Page<StoredEnrollment>>;
	/**
	 * Takes steps that are due, deciding at this very moment: leads that have reached the goal, left, or must not be written
	 * to get none. Never the same for two. Leads whose turn it is not yet are put off on the way.
	 */
	lease(campaignId: string, options: { limit: number; leaseMs: number; now: number }): Promise<LeasedStep[]>;
	/** What `lease` would give out, without taking it or writing anything down. Gives up behind some thousands whose turn it is not yet. */
	peek(campaignId: string, options: { limit: number; now: number }): Promise<LeasedStep[]>;
	/** The sending takes longer than the lease. As all that needs leases, in one transaction; returns how many leases held, and where one was lost, nothing changes. */
	renew(steps: readonly LeasedStep[], leaseUntil: number): Promise<number>;
	/** They were sent. Counts also where the lease was lost, unless another attempt is under way; who has left the campaign stays out. */
	acknowledge(steps: readonly LeasedStep[], now: number): Promise<number>;
	/** They were not sent: tried again later, with exponential back-off, and after `maxAttempts` no more. */
	fail(steps: readonly LeasedStep[], error: string, options: { now: number; maxAttempts: number }): Promise<number>;
	/** Gives them back as if they had not been taken. */
	release(steps: readonly LeasedStep[]): Promise<number>;
	/** Puts steps that have failed for good back in the queue; how many. */
	retry(query: { campaignId?: string; key?: string }, now: number): Promise<number>;
	/** When the next step may be due; `null`: none. */
	nextDueAt(campaignId: string): Promise<number | null>;
	/** What the campaign has achieved. Opens, clicks and replies are activities with the campaign's id and the step in `properties.step`. */
	results(campaignId: string): Promise<CampaignResults>;
}
