import type { Condition, FieldPath } from '../scoring/Model';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** When messages may go out, by the clock on the wall where the lead is. */
export interface SendWindow {
	/** All seven if absent. */
	days?: Weekday[];
	/** `HH:MM`, from then on; the day's beginning if absent. */
	from?: string;
	/** `HH:MM`, before then; `24:00`, the day's end, if absent. */
	to?: string;
	/** IANA name, e.g. `Europe/Oslo`: the zone of leads whose own is not known. */
	timeZone: string;
	/** The lead's attribute with its own time zone (IANA name); if absent, `timeZone` holds for all. */
	timeZoneField?: FieldPath;
	/** Days, `YYYY-MM-DD`, on which nothing goes out. */
	skip?: string[];
}

/** Whether a lead did something: one of the activities, with properties that meet `where`. */
export interface ActivityCheck {
	/** Activity type, or types, that count. */
	activity: string | string[];
	/** Condition on the activity's `properties`. */
	where?: Condition;
	/** Only activities since the step before was sent or skipped; since enrollment if absent. */
	sincePreviousStep?: boolean;
	/** Only activities at most this old. */
	withinDays?: number;
}

/** What the workflow needs to make the message of: subject, text, template id … Any JSON. */
export type StepContent = Record<string, unknown>;

export interface StepVariant {
	/** Unique in the step. */
	id: string;
	/** Share of the leads relative to the other variants', above 0. */
	weight: number;
	/** Laid over the step's content, key by key. */
	content?: StepContent;
}

export interface CampaignStep {
	/** Unique in the campaign, and the same in all its versions. */
	id: string;
	name?: string;
	/** Days after the step before was sent or skipped; for the first step, after enrollment. */
	afterDays: number;
	content?: StepContent;
	/** Skip the step if the lead did this. */
	unless?: ActivityCheck;
	/** Skip the step if the lead did not do this. */
	onlyIf?: ActivityCheck;
	variants?: StepVariant[];
}

/** A nurture campaign, format 1, as `parseCampaign` accepts it. */
export interface Campaign {
	format: 1;
	id: string;
	name: string;
	version: number;
	/** Id of the scoring model whose bands are meant; any model's if absent. */
	model?: string;
	/** A lead that comes into one of the bands is enrolled. */
	enter: { bands: string[] };
	/** A lead that reaches one of the bands leaves as converted. */
	goal?: { bands: string[] };
	/** A lead that falls into one of the bands, or whose attributes meet the condition, leaves. */
	exit?: { bands?: string[]; when?: Condition };
	/** A lead may be enrolled again so many days after its last enrollment ended; never if absent. */
	reenterAfterDays?: number;
	/** Share of the leads, 0 to 100, that are enrolled and never contacted, to measure what the campaign does; 0 if absent. */
	holdoutPercent?: number;
	/** Any time if absent. */
	window?: SendWindow;
	/** A lead gets no message of this campaign that would be one too many, those of all campaigns counted. */
	atMost?: { messages: number; perDays: number };
	steps: CampaignStep[];
}
