import type { SampleLead } from './sampleLeads.ts';

interface ExpectedOutcome {
	score: number;
	/** `sales`, `nurture`, `cold` or `disqualified`. */
	band: string;
}

/** What a lead did, how long ago in days. */
interface Deed {
	type: string;
	age: number;
	about: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.normalize('NFC').trim().toLowerCase() : '');
const number = (value: unknown): number =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
const isYes = (value: unknown): boolean => ['true', 'yes', '1'].includes(String(value).trim().toLowerCase());
const mentions = (value: unknown, words: string): boolean => words.split(' ').some((word) => text(value).includes(word));
const atMost = (most: number, points: number): number => Math.min(most, points);
const sum = (points: number[]): number => points.reduce((total, each) => total + each, 0);

const countries = 'no nor norway norge se sweden sverige dk denmark danmark fi finland suomi is iceland ísland'.split(' ');
const privateMail = ['gmail.com', 'googlemail.com'];

const support = 'assist sekret trainee student intern praktikant';
const leaders =
	'ceo cfo cto coo cmo cro cpo cio vd owner founder president chief director co-founder head-of daglig-leder ' +
	'forstjóri framkvæmdastjóri tæknistjóri yrittäjä økonomisjef it-sjef it-chef ekonomichef';

function isDecisionMaker(jobTitle: unknown): boolean {
	if (mentions(jobTitle, support) || text(jobTitle) === 'product owner') return false;
	const words = text(jobTitle).split(/[^\p{L}-]+/u);
	const pairs = words.map((word, index) => `${word}-${words[index + 1] ?? ''}`);
	return (
		[...words, ...pairs].some((word) => leaders.split(' ').includes(word)) ||
		words.some((word) => /(direktør|direktör|johtaja)$/.test(word))
	);
}

function isManager(jobTitle: unknown): boolean {
	if (mentions(jobTitle, support)) return false;
	return text(jobTitle).split(/[^\p{L}-]+/u).some((word) => word === 'manager' || /(sjef|.chef|leder|päällikkö)$/.test(word));
}

function fitOf(lead: SampleLead, now: number): number {
	const isCore = mentions(lead.industry, 'software saas information internet fintech telecom programvar ohjelmist hugbúnað');
	const isOther = mentions(lead.industry, 'financ finans bank commerce retail logisti consult media marketing');
	const size = number(lead.companySize);
	const revenue = number(lead.annualRevenue);
	const company = atMost(
		20,
		(isCore ? 8 : isOther ? 5 : 0) +
			(size >= 500 ? 6 : size >= 50 ? 8 : size >= 10 ? 5 : 0) +
			(revenue >= 10e6 ? 4 : revenue >= 2e6 ? 3 : 0) +
			(countries.includes(text(lead.country)) ? 4 : 0),
	);
	const person = isDecisionMaker(lead.jobTitle) ? 15 : isManager(lead.jobTitle) ? 8 : 0;

	const wishes = [lead.productInterest].flat().map(text);
	const worth: Record<string, number> = { automation: 6, analytics: 6, integrations: 4, api: 3 };
	const wish = Math.max(...wishes.map((each) => worth[each] ?? 0));
	const budget = number(lead.budget);
	const daysToClose = (Date.parse(String(lead.expectedCloseDate)) - now) / 86_400_000;
	const close = daysToClose >= -1 && daysToClose < 90 ? 5 : daysToClose >= 90 && daysToClose < 180 ? 3 : 0;
	const need = atMost(15, wish + (budget >= 20_000 ? 6 : budget >= 5_000 ? 3 : 0) + close);

	const isStudent = mentions(lead.jobTitle, 'student praktikant arbetssökande') || lead.email.includes('@stud.');
	const isPrivate = privateMail.includes(lead.email.split('@')[1] ?? '');
	return company + person + need - (isStudent ? 45 : 0) - (isPrivate ? 10 : 0);
}

function deedsOf(lead: SampleLead, now: number): Deed[] {
	return lead.activities
		.map(({ type, at, properties }) => {
			const isEpoch = typeof at === 'number' || /^\d+$/.test(at);
			const age = (now - (isEpoch ? Number(at) : Date.parse(at))) / 86_400_000;
			return { type: text(type), age, about: Object.values(properties).join(' ').toLowerCase() };
		})
		.filter(({ age }) => age >= 0);
}

function engagementOf(deeds: Deed[]): number {
	const did = (...types: string[]) => deeds.filter(({ type }) => types.includes(type));
	const latest = (list: Deed[]) => Math.min(...list.map(({ age }) => age));
	const halvings = (age: number) => 0.5 ** Math.floor(age / 30);
	const fading = (list: Deed[], points: number, most: number, halfLife: number) =>
		atMost(most, sum(list.map(({ age }) => points * 0.5 ** (age / halfLife))));

	const demos = did('demo_request');
	const trials = did('trial_signup');
	const talks = did('phone_call', 'email_reply', 'meeting_booked');
	const demoForms = did('form_submit').filter(({ about }) => about.includes('demo'));
	const intent = atMost(
		40,
		(demos.length > 0 ? 35 * halvings(latest(demos)) : 0) +
			(demoForms.length > 0 ? 35 * halvings(latest(demoForms)) : 0) +
			(trials.length > 0 ? 25 * halvings(latest(trials)) : 0) +
			atMost(20, sum(talks.map(({ age }) => 10 * halvings(age)))) +
			fading(did('pricing_view'), 4, 12, 30) +
			fading(did('page_view').filter(({ about }) => /\/pric|\/pris/.test(about)), 4, 12, 30),
	);

	const visits = did('page_view', 'pricing_view');
	const interest = atMost(
		20,
		fading(visits, 1, 5, 30) +
			(visits.filter(({ age }) => age <= 30).length >= 10 ? 5 : 0) +
			fading(did('form_submit'), 4, 8, 60) +
			fading(did('guide_download'), 4, 8, 60) +
			fading(did('blog_comment'), 2, 4, 60) +
			atMost(2, 0.5 * did('email_open').filter(({ age }) => age <= 90).length) +
			fading(did('email_click'), 2, 6, 30) +
			fading(did('social_click'), 1, 3, 30) +
			fading(did('event_signup'), 6, 12, 60),
	);

	const isSilent = deeds.length > 0 && latest(deeds) >= 60;
	const vacancies = visits.filter(({ type, age, about }) => type === 'page_view' && age <= 90 && about.includes('/careers'));
	return intent + interest - (isSilent ? 15 : 0) - (visits.length === 1 ? 5 : 0) - atMost(10, 5 * vacancies.length);
}

function isDisqualified(lead: SampleLead): boolean {
	const isCompetitor = /@(.*\.)?(rivalsuite|scorelab)\.example$/.test(lead.email) || isYes(lead.isCompetitor);
	const isCustomer = text(lead.lifecycleStage) === 'customer' || isYes(lead.isCustomer);
	const isBot = /bot\b/i.test(String(lead.userAgent ?? '')) || isYes(lead.isBot);
	return isCompetitor || isCustomer || isBot;
}

/**
 * Where every sample lead belongs at `now` (epoch ms) by its e-mail address: the template *B2B SaaS* worked out by hand,
 * in plain arithmetic and for these leads only. It shares nothing with the engine, so that the two agree only if both
 * are right.
 */
export function expectedOutcomes(leads: SampleLead[], now: number): Map<string, ExpectedOutcome> {
	return new Map(
		leads.map((lead) => {
			const points = fitOf(lead, now) + engagementOf(deedsOf(lead, now));
			const score = Math.floor(Math.min(100, Math.max(0, points)) + 0.5);
			const byScore = score >= 70 ? 'sales' : score >= 50 ? 'nurture' : 'cold';
			return [lead.email, { score, band: isDisqualified(lead) ? 'disqualified' : byScore }];
		}),
	);
}
