import { NOW, type BenchActivity, type BenchAttributes, type BenchLead } from '../makeLead.ts';
import { BATCH, type Outcome, type Peer } from './Peer.ts';

const DAY_MS = 86_400_000;

export const industryPoints = new Map([
	['software', 10],
	['saas', 10],
	['fintech', 8],
	['e-commerce', 6],
	['manufacturing', 4],
	['public sector', -5],
]);
export const markets = new Set(['norway', 'sweden', 'denmark', 'finland', 'iceland']);
export const seniorityPoints = new Map([['executive', 10], ['director', 8], ['manager', 5], ['entry', -2]]);
export const sourcePoints = new Map([['referral', 8], ['webinar', 5], ['organic search', 3], ['paid ad', 1]]);
export const interestPoints = new Map([['platform', 6], ['analytics', 4], ['integrations', 3]]);
export const freeMail = new Set(['gmail.com', 'hotmail.com', 'outlook.com', 'yahoo.com']);
export const decisionMaker = /\b(ceo|cto|cfo|founder|owner|chief|head of|vp)\b/;

export const atMost = (value: number, limit: number): number => (value > limit ? limit : value);
export const clamp = (value: number, min: number, max: number): number => (value < min ? min : value > max ? max : value);

function companyPoints({ company: { industry, employees, revenue, country } }: BenchAttributes): number {
	let points = industryPoints.get(industry.toLowerCase()) ?? 1;
	const size = Number(employees);
	points += size < 10 ? -4 : size < 50 ? 4 : size < 500 ? 8 : 6;
	if (revenue !== undefined) points += revenue >= 10_000_000 ? 6 : revenue >= 1_000_000 ? 3 : 0;
	if (markets.has(country.toLowerCase())) points += 5;
	return clamp(points, -10, 25);
}

function personPoints({ email, jobTitle, seniority, phone, leadSource, productInterest, budget, lifecycleStage }: BenchAttributes): number {
	let points = seniority === undefined ? 0 : (seniorityPoints.get(seniority) ?? 0);
	if (jobTitle !== undefined) {
		const title = jobTitle.toLowerCase();
		if (decisionMaker.test(title)) points += 10;
		if (title.includes('student') || title.includes('intern')) points -= 15;
	}
	if (freeMail.has(email.slice(email.lastIndexOf('@') + 1))) points -= 6;
	if (phone !== undefined) points += 3;
	points += sourcePoints.get(leadSource.toLowerCase()) ?? 0;
	let interest = 0;
	for (const product of productInterest) interest = Math.max(interest, interestPoints.get(product) ?? 0);
	points += interest;
	if (budget !== undefined && Number(budget) >= 10_000 && lifecycleStage !== 'subscriber') points += 6;
	return clamp(points, -20, 30);
}

function engagementPoints(activities: readonly BenchActivity[], now: number): number {
	let pricing = 0, pages = 0, cases = 0, recentPages = 0, guides = 0, mails = 0, contact = 0;
	let form = false;
	let demoAt = -Infinity, trialAt = -Infinity, latestAt = -Infinity;
	for (let index = 0; index < activities.length; index++) {
		const activity = activities[index]!;
		const { at } = activity;
		if (at > now) continue;
		if (at > latestAt) latestAt = at;
		const age = now - at;
		switch (activity.type) {
			case 'page_view':
				if (age <= 90 * DAY_MS) pages += 1;
				if (age <= 30 * DAY_MS) recentPages += 1;
				if (activity.properties.url?.startsWith('/cases')) cases += 2;
				break;
			case 'email_open':
			case 'email_click':
				if (age <= 60 * DAY_MS) mails += 0.5;
				break;
			case 'pricing_view':
				if (age <= 30 * DAY_MS) pricing += 6;
				break;
			case 'form_submit':
				if (age <= 180 * DAY_MS) form = true;
				break;
			case 'guide_download':
				guides += 4 * 0.75 ** Math.floor(age / (30 * DAY_MS));
				break;
			case 'demo_request':
				if (at > demoAt) demoAt = at;
				break;
			case 'trial_signup':
			case 'event_signup':
				if (at > trialAt) trialAt = at;
				break;
			case 'phone_call':
			case 'email_reply':
			case 'meeting_booked':
				if (age <= 60 * DAY_MS) contact += 8;
				break;
		}
	}
	let points = atMost(pricing, 18) + atMost(pages, 8) + atMost(cases, 8);
	if (recentPages >= 3) points += 5;
	if (form) points += 10;
	if (demoAt > 0) points += 30 * 0.5 ** ((now - demoAt) / (60 * DAY_MS));
	points += atMost(guides, 12) + atMost(mails, 5);
	if (trialAt > 0) points += 12 * 0.5 ** ((now - trialAt) / (45 * DAY_MS));
	points += atMost(contact, 24);
	if (latestAt > 0 && now - latestAt >= 45 * DAY_MS) points -= 15;
	return clamp(points, -20, 60);
}

/** What a good engineer writes for this one model and these leads: one pass, no dates, no rules, only the outcome. */
function scoreByHand({ attributes, activities }: BenchLead, now: number): Outcome {
	const raw = companyPoints(attributes) + personPoints(attributes) + engagementPoints(activities, now);
	const score = Math.floor(clamp(raw, 0, 100) + 0.5);
	const band = attributes.lifecycleStage === 'customer' ? 'disqualified' : score >= 70 ? 'sales' : score >= 50 ? 'nurture' : 'cold';
	return { score, band };
}

export const handWritten: Peer = {
	name: 'hand-written for this model',
	leadsPerRound: Infinity,
	run(leads, from, to, outcomes) {
		for (let index = from; index < to; index++) outcomes[index % BATCH] = scoreByHand(leads[index]!, NOW);
	},
};
