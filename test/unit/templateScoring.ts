import { compileModel, type Activity, type ScoreResult } from '../../engine';
import { starterTemplates, type StarterTemplate } from '../../engine/scoring/templates/starterTemplates';

/** When the leads of these tests are scored, in epoch ms. */
export const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY = 86_400_000;

export type TemplateId = StarterTemplate['id'];
export type Attributes = Record<string, unknown>;

/** What a lead did, so many days ago. */
export const did = (type: string, daysAgo = 0, properties?: Record<string, unknown>): Activity => ({
	type,
	at: NOW - daysAgo * DAY,
	...(properties && { properties }),
});
/** The moment in so many days, as ISO 8601. */
export const inDays = (days: number): string => new Date(NOW + days * DAY).toISOString();
/** The same done several times, the first of them now, each so many days before the last. */
export const times = (count: number, type: string, everyDays = 1): Activity[] =>
	Array.from({ length: count }, (_, index) => did(type, index * everyDays));

const scorers = new Map(starterTemplates.map(({ id, model }) => [id, compileModel(model)]));

/** The score by a starter template. */
export function scoreWith(template: TemplateId, attributes: Attributes, activities: Activity[] = []): ScoreResult {
	const scorer = scorers.get(template);
	if (!scorer) throw new Error(`no template ${template}`);
	return scorer.score({ attributes, activities }, NOW);
}

/** Attributes that reach every cap of fit. */
export const perfect: Record<TemplateId, Attributes> = {
	'b2b-saas': {
		email: 'cto@fjordsoft.example',
		jobTitle: 'CTO',
		industry: 'Software',
		companySize: 120,
		annualRevenue: 20_000_000,
		country: 'NO',
		productInterest: ['Automation'],
		budget: 50_000,
		expectedCloseDate: inDays(30),
	},
	'b2b-services': {
		email: 'vd@byggnord.example',
		jobTitle: 'VD',
		industry: 'Construction',
		companySize: '450',
		annualRevenue: '60000000',
		country: 'Sverige',
		productInterest: 'Consulting',
		budget: 80_000,
		expectedCloseDate: inDays(60),
	},
	'high-value-b2c': {
		email: 'made.up.person@gmail.com',
		availableCapital: 250_000,
		householdIncome: 140_000,
		homeOwner: 'yes',
		country: 'DK',
		productInterest: ['Kitchen'],
		budget: 45_000,
		expectedCloseDate: inDays(30),
	},
};

/** Everything that can be clicked, today, as often as it counts. */
export const everything: Activity[] = [
	...times(12, 'page_view', 0),
	...times(4, 'pricing_view', 0),
	...['form_submit', 'guide_download', 'blog_comment', 'event_signup'].flatMap((type) => times(3, type, 0)),
	...['email_open', 'email_click', 'social_click'].flatMap((type) => times(9, type, 0)),
	...['phone_call', 'email_reply', 'meeting_booked', 'demo_request', 'trial_signup'].map((type) => did(type)),
	did('page_view', 0, { url: 'https://www.example.com/pricing' }),
	did('form_submit', 0, { form: 'Request a quote' }),
];
