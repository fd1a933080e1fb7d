import { isRecord } from '../scoring/isRecord';
import type { Activity } from '../scoring/Lead';
import { proveActivities, type Evidence } from './proveActivities';

/** Contact properties in which HubSpot records the moment of something that the contact did. */
const EVIDENCE: readonly Evidence[] = [
	{ type: 'page_view', at: 'hs_analytics_last_timestamp', properties: { url: 'hs_analytics_last_url' } },
	// Contacts who never visited have a "time first seen" as well: the time of their import.
	{
		type: 'page_view',
		at: 'hs_analytics_first_timestamp',
		properties: { url: 'hs_analytics_first_url' },
		needs: 'hs_analytics_first_url',
	},
	{ type: 'email_open', at: 'hs_email_last_open_date' },
	{ type: 'email_open', at: 'hs_email_first_open_date' },
	{ type: 'email_click', at: 'hs_email_last_click_date' },
	{ type: 'email_click', at: 'hs_email_first_click_date' },
	{ type: 'email_reply', at: 'hs_sales_email_last_replied' },
	{ type: 'meeting_booked', at: 'engagements_last_meeting_booked' },
];

/** What stands in for the list of form submissions, which API v3 does not give. */
const CONVERSIONS: readonly Evidence[] = [
	{ type: 'form_submit', at: 'recent_conversion_date', properties: { title: 'recent_conversion_event_name' } },
	{ type: 'form_submit', at: 'first_conversion_date', properties: { title: 'first_conversion_event_name' } },
];

/** A submission as API v1 lists them in `form-submissions`. */
const SUBMISSION: Evidence = {
	type: 'form_submit',
	at: 'timestamp',
	properties: { title: 'title', url: 'page-url', form: 'form-id' },
};

/**
 * The activities that a contact's own properties prove: the last and the first of a kind, each form
 * submission where HubSpot lists them. They are fewer than what really happened, never more: one event told
 * by two properties is one activity, and counters (`hs_analytics_num_page_views`), which say how often but not
 * when, remain attributes. What the sales team did (calls, notes, sales activity dates) is none of the lead's.
 */
export function hubspotActivities(attributes: Record<string, unknown>): Activity[] {
	const listed: unknown = attributes['form-submissions'];
	const submissions = Array.isArray(listed) ? listed.filter(isRecord) : [];
	return proveActivities('hubspot', [
		...EVIDENCE.map((evidence) => [attributes, evidence] as const),
		...(submissions.length > 0
			? submissions.map((submission) => [submission, SUBMISSION] as const)
			: CONVERSIONS.map((evidence) => [attributes, evidence] as const)),
	]);
}
