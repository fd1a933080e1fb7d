/** The moment all scoring takes place at: 2026-11-22T09:00:00Z in epoch ms. */
export const NOW = 1_795_338_000_000;

const DAY_MS = 86_400_000;

export type BenchActivity = {
	type: string;
	/** Epoch ms. */
	at: number;
	properties: Record<string, string>;
};

export type BenchAttributes = {
	email: string;
	jobTitle?: string;
	seniority?: string;
	phone?: string;
	leadSource: string;
	productInterest: string[];
	/** A number, or the text of one, as CRMs have it. */
	budget?: number | string;
	lifecycleStage: string;
	company: { industry: string; employees: number | string; revenue?: number; country: string };
};

export type BenchLead = {
	attributes: BenchAttributes;
	activities: BenchActivity[];
};

/** Random numbers in [0, 1) that are the same on every machine (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const industries = ['Software', 'SaaS', 'software', 'Fintech', 'E-commerce', 'Manufacturing', 'Public sector', 'Retail', 'Logistics', 'Education'];
const countries = ['Norway', 'Sweden', 'Denmark', 'Finland', 'Iceland', 'Germany', 'norway', 'United Kingdom', 'Spain', 'Poland'];
const seniorities = ['executive', 'director', 'manager', 'senior', 'entry', undefined];
const sources = ['referral', 'webinar', 'organic search', 'paid ad', 'Webinar', 'import', 'trade fair'];
const stages = ['lead', 'lead', 'lead', 'subscriber', 'marketingqualifiedlead', 'opportunity', 'lead', 'lead', 'customer', 'lead'];
const interests = ['platform', 'analytics', 'integrations', 'training', 'support'];
const domains = ['gmail.com', 'hotmail.com', 'acme.no', 'fjord.io', 'nordlys.se', 'example.com', 'havn.dk', 'skog.fi', 'berg.is', 'elv.no'];
const roles = ['Engineer', 'Accountant', 'Marketing Manager', 'CEO', 'CTO', 'Founder', 'Head of Sales', 'Head of IT', 'VP Operations', 'Student', 'Intern', 'Consultant', 'Buyer', 'Product Owner', 'Developer'];
const specialities = ['', ', Nordics', ' (acting)', ', EMEA', ' & co-founder', ', Cloud', ', Retail', ', Growth'];

/** What a lead does, by how often; a type's properties as its tracker sends them. */
const deeds: { share: number; type: string; properties: (random: () => number) => Record<string, string> }[] = [
	{ share: 0.36, type: 'page_view', properties: (random) => ({ url: pick(['/', '/product', '/cases/nordlys', '/cases', '/blog/lead-scoring', '/about'], random), title: 'Page' }) },
	{ share: 0.06, type: 'pricing_view', properties: () => ({ url: '/pricing' }) },
	{ share: 0.22, type: 'email_open', properties: (random) => ({ campaign: pick(['welcome', 'newsletter', 'launch'], random) }) },
	{ share: 0.1, type: 'email_click', properties: (random) => ({ campaign: pick(['welcome', 'newsletter', 'launch'], random), url: '/product' }) },
	{ share: 0.05, type: 'form_submit', properties: () => ({ form: 'contact' }) },
	{ share: 0.05, type: 'guide_download', properties: () => ({ guide: 'buyers-guide' }) },
	{ share: 0.04, type: 'social_click', properties: () => ({ network: 'linkedin' }) },
	{ share: 0.03, type: 'blog_comment', properties: () => ({ url: '/blog/lead-scoring' }) },
	{ share: 0.03, type: 'event_signup', properties: () => ({ event: 'webinar-11' }) },
	{ share: 0.015, type: 'trial_signup', properties: () => ({ plan: 'team' }) },
	{ share: 0.015, type: 'demo_request', properties: () => ({ form: 'demo' }) },
	{ share: 0.01, type: 'phone_call', properties: () => ({ direction: 'in' }) },
	{ share: 0.01, type: 'email_reply', properties: () => ({ campaign: 'welcome' }) },
	{ share: 0.01, type: 'meeting_booked', properties: () => ({ with: 'sales' }) },
];

function pick<T>(list: readonly T[], random: () => number): T {
	return list[Math.floor(random() * list.length)] as T;
}

function makeActivity(at: number, random: () => number): BenchActivity {
	let left = random();
	const deed = deeds.find(({ share }) => (left -= share) < 0) ?? deeds[0];
	if (deed === undefined) throw new Error('no deeds');
	return { type: deed.type, at, properties: deed.properties(random) };
}

/**
 * Lead number `n`, made up, the same on every machine: twelve attributes, some of them missing, misspelt in case, or
 * numbers as text, and `activityCount` activities of the past year, oldest first. One lead in fifty has a meeting ahead.
 */
export function makeLead(n: number, activityCount = 20): BenchLead {
	const random = randomFrom(n + 1);
	const seniority = pick(seniorities, random);
	const employees = Math.floor(2 ** (random() * 12));
	const budget = Math.floor(random() * 40) * 1000;
	const attributes: BenchAttributes = {
		email: `lead${n}@${pick(domains, random)}`,
		...(random() < 0.9 && { jobTitle: pick(roles, random) + pick(specialities, random) }),
		...(seniority !== undefined && { seniority }),
		...(random() < 0.4 && { phone: `+47 ${10_000_000 + n}` }),
		leadSource: pick(sources, random),
		productInterest: interests.filter(() => random() < 0.3),
		...(random() < 0.6 && { budget: random() < 0.3 ? String(budget) : budget }),
		lifecycleStage: pick(stages, random),
		company: {
			industry: pick(industries, random),
			employees: random() < 0.2 ? String(employees) : employees,
			...(random() < 0.7 && { revenue: Math.floor(employees * (50_000 + random() * 200_000)) }),
			country: pick(countries, random),
		},
	};

	const warmth = random();
	const longestAgoMs = (30 + 335 * (1 - warmth)) * DAY_MS;
	const silentMs = warmth < 0.4 ? 60 * DAY_MS : 0;
	const moments = Array.from({ length: activityCount }, () => NOW - silentMs - Math.floor(random() * random() * longestAgoMs)).sort((a, b) => a - b);
	const activities = moments.map((at) => makeActivity(at, random));
	if (n % 50 === 7 && activityCount > 1) {
		activities[activityCount - 1] = { type: 'meeting_booked', at: NOW + 3 * DAY_MS, properties: { with: 'sales' } };
	}
	return { attributes, activities };
}
