import type { ColumnType, Generated } from 'kysely';

/** JSON as text: the same bytes on both backends, and no server that judges them. */
type Json = string;

export interface LeadTable {
	id: Generated<number>;
	key: string;
	attributes: Json;
	/** When each field of `attributes` was last set. */
	attribute_times: Json;
	consent: string | null;
	consent_at: number | null;
	created_at: number;
}

/** Of each lead what changes all the time. Whoever changes something of a lead locks its row here. */
export interface LeadRevisionTable {
	lead_id: number;
	/** Counts every change of the lead, its activities, adjustments and scores; what a save compares. */
	revision: number;
	updated_at: number;
}

export interface AliasTable {
	alias: string;
	lead_id: number;
	created_at: number;
}

export interface ActivityTable {
	lead_id: number;
	id: string;
	type: string;
	at: number;
	source: string | null;
	channel: string | null;
	campaign: string | null;
	properties: Json | null;
}

export interface AdjustmentTable {
	id: string;
	lead_id: number;
	points: number;
	reason: string;
	given_by: string | null;
	from_at: number | null;
	until_at: number | null;
	created_at: number;
}

export interface ModelTable {
	id: string;
	version: number;
	definition: Json;
	active: number;
	saved_at: number;
}

export interface ScoreStateTable {
	model_id: string;
	lead_id: number;
	score: number;
	raw: number;
	fit: number;
	engagement: number;
	adjustment: number;
	grade: string | null;
	segment: string | null;
	band: string;
	band_since: number;
	model_version: number;
	scored_at: number;
	next_review_at: number | null;
	group_points: Json;
	contributions: Json;
	/** By band, when it was last entered. */
	entered_bands: Json;
}

/** When a lead must be scored again; no row: never, unless something is learned of it. */
export interface ReviewTable {
	model_id: string;
	lead_id: number;
	due_at: number;
}

export interface ScoreChangeTable {
	seq: Generated<number>;
	model_id: string;
	lead_id: number;
	at: number;
	delta: number;
	score: number;
	band: string;
	model_version: number;
	reasons: Json;
}

export interface TransitionTable {
	seq: Generated<number>;
	id: string;
	model_id: string;
	lead_id: number;
	from_band: string | null;
	to_band: string;
	score: number;
	at: number;
	run_id: string | null;
}

export interface ConsumerTable {
	id: string;
	model_id: string | null;
	from_bands: Json | null;
	to_bands: Json | null;
}

export interface DeliveryTable {
	consumer: string;
	transition_seq: number;
	lead_id: number;
	state: string;
	attempts: number;
	due_at: number;
	lease_until: number | null;
	token: string | null;
	last_error: string | null;
}

export interface CampaignTable {
	id: string;
	version: number;
	definition: Json;
	active: number;
	saved_at: number;
}

export interface EnrollmentTable {
	seq: Generated<number>;
	id: string;
	campaign_id: string;
	lead_id: number;
	enrolled_at: number;
	held_out: number;
	passed: Json;
	next_step: string | null;
	due_at: number | null;
	reason: string | null;
	outcome: string | null;
	ended_at: number | null;
	/** Of the step that is being sent. */
	token: string | null;
	lease_until: number | null;
}

/** A step for a lead: being sent, sent, or failed for good. */
export interface MessageTable {
	id: string;
	enrollment_id: string;
	campaign_id: string;
	lead_id: number;
	step: string;
	variant: string | null;
	state: string;
	attempts: number;
	taken_at: number;
	sent_at: number | null;
	last_error: string | null;
}

export interface OccasionConsumerTable {
	id: string;
	kind: string;
	campaign_id: string | null;
	quiet_days: number | null;
}

export interface OccasionTable {
	seq: Generated<number>;
	id: string;
	consumer: string;
	kind: string;
	lead_id: number;
	at: number;
	details: Json;
	state: string;
	attempts: number;
	due_at: number;
	lease_until: number | null;
	token: string | null;
	last_error: string | null;
}

export interface SuppressionTable {
	digest: string;
	reason: string;
	note: string | null;
	at: number;
	/** What all identities of one erased person share, so that they can be lifted together. */
	erasure: string | null;
}

export interface RunTable {
	id: string;
	name: string;
	attempt: number;
	cursor: string | null;
	read: number;
	scored: number;
	changed: number;
	started_at: number;
	finished_at: number | null;
}

/** Of a transaction, where its answer may get lost on the way. The id begins with when, in epoch ms. */
export interface ReceiptTable {
	id: string;
	/** 0: somebody asked, and it was not. */
	committed: number;
}

export interface MetaTable {
	name: string;
	value: ColumnType<string>;
}

export interface Schema {
	lead: LeadTable;
	lead_revision: LeadRevisionTable;
	alias: AliasTable;
	activity: ActivityTable;
	adjustment: AdjustmentTable;
	model: ModelTable;
	score_state: ScoreStateTable;
	review: ReviewTable;
	score_change: ScoreChangeTable;
	transition: TransitionTable;
	consumer: ConsumerTable;
	delivery: DeliveryTable;
	campaign: CampaignTable;
	enrollment: EnrollmentTable;
	message: MessageTable;
	occasion_consumer: OccasionConsumerTable;
	occasion: OccasionTable;
	suppression: SuppressionTable;
	run: RunTable;
	receipt: ReceiptTable;
	meta: MetaTable;
}
