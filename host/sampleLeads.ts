import { coldRows } from './samples/coldRows.ts';
import { disqualifiedRows } from './samples/disqualifiedRows.ts';
import { nurtureRows } from './samples/nurtureRows.ts';
import type { SampleLeadRow } from './samples/SampleLeadRow.ts';
import { salesRows } from './samples/salesRows.ts';

export interface SampleActivity {
	/** The same whenever the leads are made, so that sending them again adds nothing. */
	id: string;
	type: string;
	/** ISO 8601 as a rule; the odd source sends epoch milliseconds, or nonsense. */
	at: string | number;
	properties: Record<string, string>;
}

/** A lead as a form or tracker sends it: flat fields, any of which may be missing or not what it should be. */
export interface SampleLead extends Record<string, unknown> {
	email: string;
	/** Whether it may be written to. */
	consent?: boolean;
	activities: SampleActivity[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const site = 'https://www.leadworks.example';
const pagesRead = ['/', '/product', '/customers', '/blog/fit-and-interest', '/integrations', '/about'];

/** What the shorthand's words stand for. */
const activityOf: Record<string, [type: string, properties?: Record<string, string>]> = {
	page: ['page_view'],
	pricing: ['pricing_view', { url: `${site}/pricing`, title: 'Pricing' }],
	careers: ['page_view', { url: `${site}/careers`, title: 'Work with us' }],
	form: ['form_submit', { form: 'Contact us' }],
	demo: ['demo_request', { form: 'See it live' }],
	trial: ['trial_signup', { plan: 'Team' }],
	guide: ['guide_download', { title: 'Lead scoring in practice' }],
	comment: ['blog_comment', { url: `${site}/blog/fit-and-interest` }],
	open: ['email_open', { title: 'News from Leadworks' }],
	click: ['email_click', { title: 'News from Leadworks' }],
	social: ['social_click', { network: 'LinkedIn' }],
	event: ['event_signup', { title: 'Breakfast seminar in Oslo' }],
	call: ['phone_call', { direction: 'inbound' }],
	reply: ['email_reply', {}],
	meeting: ['meeting_booked', {}],
};

const asciiOf: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', ä: 'a', ö: 'o', ð: 'd', þ: 'th', ß: 'ss' };
const slug = (text: string): string =>
	[...text.normalize('NFC').toLowerCase()]
		.map((letter) => asciiOf[letter] ?? letter.normalize('NFD').charAt(0))
		.join('')
		.replace(/[^a-z0-9]+/g, '');

/** `'demo 2 | page 1 1.5'`: a demo asked for 2 days ago, pages read 1 and 1½ days ago. */
function readActivities(shorthand: string, now: number): Omit<SampleActivity, 'id'>[] {
	return shorthand
		.split('|')
		.map((part) => part.trim().split(/\s+/))
		.flatMap(([word = '', ...days]) => {
			const [type, properties] = activityOf[word] ?? [word];
			return days.map((daysAgo, index) => ({
				type,
				// Two hours more, so that no whole number of days sits on the edge of a period.
				at: new Date(now - Number(daysAgo) * dayMs - 2 * hourMs).toISOString(),
				properties: properties ?? { url: `${site}${pagesRead[index % pagesRead.length]}` },
			}));
		});
}

function toLead(row: SampleLeadRow, now: number): SampleLead {
	const { name, title, company = [], did = '', closesIn, more = {}, moreActivities = () => [] } = row;
	const [firstName = '', ...lastNames] = name.split(' ');
	const lastName = lastNames.join(' ');
	const [companyName, industry, companySize, annualRevenue, country] = company;
	const address = `${slug(firstName)}.${slug(lastName)}@${slug(companyName ?? 'unknown')}.example`;
	const activities = [...(did === '' ? [] : readActivities(did, now)), ...moreActivities(now)];
	const closeDate = closesIn === undefined ? undefined : new Date(now + closesIn * dayMs).toISOString().slice(0, 10);
	const lead = {
		email: address,
		firstName,
		lastName,
		jobTitle: title,
		companyName,
		industry,
		companySize,
		annualRevenue,
		country,
		expectedCloseDate: closeDate,
		consent: true,
		...more,
		activities: activities.map((activity, index) => ({ id: `${address}-${index + 1}`, ...activity })),
	};
	// As JSON would have it: what the lead does not have is not there.
	return JSON.parse(JSON.stringify(lead)) as SampleLead;
}

/**
 * Sixty made-up people of made-up Nordic companies, with what they did, dated back from `now` (epoch ms); the same for
 * the same `now`. Under the template *B2B SaaS* some land exactly on an edge, some carry values that no form should
 * have let through, and some move to another band within a day, by time alone. No address can belong to anybody.
 */
export const sampleLeads = (now: number): SampleLead[] =>
	[...salesRows, ...nurtureRows, ...coldRows, ...disqualifiedRows].map((row) => toLead(row, now));
