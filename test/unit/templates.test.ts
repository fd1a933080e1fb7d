import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileModel, parseModel, type Activity, type Model, type ScoreResult } from '../../engine';
import { starterTemplates, type StarterTemplate } from '../../engine/scoring/templates/starterTemplates';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY = 86_400_000;

type TemplateId = StarterTemplate['id'];
type Attributes = Record<string, unknown>;

const did = (type: string, daysAgo = 0, properties?: Record<string, unknown>): Activity => ({
	type,
	at: NOW - daysAgo * DAY,
	...(properties && { properties }),
});
const inDays = (days: number): string => new Date(NOW + days * DAY).toISOString();
const times = (count: number, type: string, everyDays = 1): Activity[] =>
	Array.from({ length: count }, (_, index) => did(type, index * everyDays));

function modelOf(template: TemplateId): Model {
	const found = starterTemplates.find(({ id }) => id === template);
	if (!found) throw new Error(`no template ${template}`);
	return found.model;
}
const scorers = new Map(starterTemplates.map(({ id, model }) => [id, compileModel(model)]));

function scoreWith(template: TemplateId, attributes: Attributes, activities: Activity[] = []): ScoreResult {
	const scorer = scorers.get(template);
	if (!scorer) throw new Error(`no template ${template}`);
	return scorer.score({ attributes, activities }, NOW);
}
const labels = (result: ScoreResult): string[] => result.contributions.map(({ label }) => label);

/** Attributes that reach every cap of fit. */
const perfect: Record<TemplateId, Attributes> = {
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
const everything: Activity[] = [
	...times(12, 'page_view', 0),
	...times(4, 'pricing_view', 0),
	...['form_submit', 'guide_download', 'blog_comment', 'event_signup'].flatMap((type) => times(3, type, 0)),
	...['email_open', 'email_click', 'social_click'].flatMap((type) => times(9, type, 0)),
	...['phone_call', 'email_reply', 'meeting_booked', 'demo_request', 'trial_signup'].map((type) => did(type)),
	did('page_view', 0, { url: 'https://www.example.com/pricing' }),
	did('form_submit', 0, { form: 'Request a quote' }),
];

describe('every starter template', () => {
	test.each(starterTemplates)('$id is a valid model and plain JSON', ({ id, name, model }) => {
		expect(parseModel(model)).toMatchObject({ ok: true });
		expect(JSON.parse(JSON.stringify(model))).toEqual(model);
		expect(model).toMatchObject({ id, name });
	});

	test.each(starterTemplates)('$id gives every rule a short label that people can read', ({ model }) => {
		for (const { id, label } of model.groups.flatMap(({ rules }) => rules)) {
			expect([id, label]).toEqual([id, expect.stringMatching(/^[A-Z].{3,34}$/)]);
		}
	});

	test.each(starterTemplates)('$id is documented, rule by rule and point by point', ({ name, id, model }) => {
		const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'starter-templates.md'), 'utf8').replaceAll('−', '-');
		const section = docs.split(/^## /m).find((text) => text.startsWith(`${name} (\`${id}\`)`)) ?? '';
		const rows = section.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
		for (const group of model.groups) {
			const most = group.max === undefined ? '' : `, at most ${group.max}`;
			expect(section).toContain(`**${group.name}** (${group.dimension}${most})`);
			for (const rule of group.rules) {
				const points = 'table' in rule ? rule.table.map((row) => row.points) : [rule.points];
				const [, , told = ''] = rows.find(([, label]) => label === rule.label) ?? [];
				for (const each of points) expect([rule.label, told]).toEqual([rule.label, expect.stringMatching(new RegExp(`(^| )${each}($|[ ,])`))]);
			}
		}
	});

	test.each(starterTemplates)('$id nurtures a perfect lead that never did anything', ({ id }) => {
		expect(scoreWith(id, perfect[id])).toMatchObject({ score: 50, fit: 50, engagement: 0, band: 'nurture', grade: 'A3' });
	});

	test.each(starterTemplates)('$id does not hand over a lead without any fit, whatever it clicks', ({ id }) => {
		expect(scoreWith(id, {}, everything)).toMatchObject({ score: 60, fit: 0, engagement: 60, band: 'nurture', grade: 'C1' });
	});

	test.each(starterTemplates)('$id does not hand over a student, not even a perfect one that clicks everything', ({ id }) => {
		const student = scoreWith(id, { ...perfect[id], seniority: 'student' }, everything);
		expect(student.band).toBe('nurture');
		expect(scoreWith(id, { ...perfect[id], jobTitle: 'Masterstudent' }, everything).score).toBeLessThan(70);
		expect(scoreWith(id, { country: 'NO', jobTitle: 'Student' }, everything)).toMatchObject({ band: 'cold' });
	});

	test.each(starterTemplates)('$id hands over a perfect lead that asks, and calls it a revenue lead', ({ id }) => {
		const result = scoreWith(id, perfect[id], [did('demo_request', 2)]);
		expect(result).toMatchObject({ score: 85, band: 'sales', grade: 'A1', segment: 'revenue' });
	});

	test.each(starterTemplates)('$id keeps within the scale', ({ id }) => {
		expect(scoreWith(id, perfect[id], everything)).toMatchObject({ raw: 110, score: 100 });
		expect(scoreWith(id, { jobTitle: 'Student' }, [did('page_view', 70)])).toMatchObject({ score: 0, band: 'cold' });
	});

	test.each(starterTemplates)('$id takes dirty values for what they are: no value', ({ id }) => {
		const dirty = { companySize: 'about 50', annualRevenue: '12,5 MNOK', budget: true, availableCapital: '  ', country: 7 };
		expect(scoreWith(id, { ...dirty, expectedCloseDate: 'soon', productInterest: {}, jobTitle: ['?'] })).toMatchObject({
			score: 0,
			contributions: [],
		});
	});
});

describe('B2B SaaS personas', () => {
	const company = { industry: 'Information technology', companySize: 80, annualRevenue: 12_000_000, country: 'Finland' };
	test.each<[string, Attributes, Activity[], string, string[]]>([
		[
			'a decision maker in a fitting company asks for a demo',
			{ ...company, jobTitle: 'Toimitusjohtaja' },
			[did('demo_request', 1)],
			'sales 70',
			['Asked for a demo', 'Decision maker', 'Core industry', 'Company of the right size'],
		],
		[
			'the same a month later, with nothing since',
			{ ...company, jobTitle: 'Toimitusjohtaja' },
			[did('demo_request', 31)],
			'nurture 53',
			['Asked for a demo', 'Decision maker'],
		],
		[
			'a manager in a fitting company reads and looks at prices',
			{ ...company, jobTitle: 'Markedssjef', productInterest: ['API', 'Analytics'] },
			[...times(3, 'pricing_view', 0), ...times(2, 'guide_download', 0), did('event_signup')],
			'nurture 63',
			['Looked at the prices', 'Manager', 'Downloaded a guide', 'Signed up for an event', 'Interested in what we sell'],
		],
		[
			'somebody in an unknown company starts a trial from a private address',
			{ email: 'someone.made.up@gmail.com', country: 'NO' },
			[did('trial_signup'), ...times(3, 'page_view', 0)],
			'cold 22',
			['Started a trial', 'Private e-mail address'],
		],
		[
			'a good company that has been silent for two months',
			{ ...company, jobTitle: 'CFO' },
			[did('guide_download', 60), did('email_open', 61)],
			'cold 23',
			['Silent for 60 days', 'Decision maker'],
		],
		[
			'a job seeker who reads the vacancies',
			{ ...company, jobTitle: 'Open to work: CTO' },
			[...times(3, 'page_view', 0).map((visit) => ({ ...visit, properties: { url: 'https://x.example/careers/42' } }))],
			'cold 0',
			['Student or job seeker', 'Looked at our vacancies'],
		],
	])('%s', (_, attributes, activities, outcome, reasons) => {
		const result = scoreWith('b2b-saas', attributes, activities);
		expect(`${result.band} ${result.score}`).toBe(outcome);
		expect(labels(result)).toEqual(expect.arrayContaining(reasons));
	});

	test.each([
		[-0.5, 'sales', 70],
		[-0.6, 'nurture', 69],
	])('the edge of sales: 70 by the rules, %d by a person', (points, band, score) => {
		const lead = { attributes: { ...company, jobTitle: 'Owner' }, activities: [did('demo_request')], adjustments: [{ points }] };
		expect(compileModel(modelOf('b2b-saas')).score(lead, NOW)).toMatchObject({ raw: 70 + points, band, score });
	});

	test('a lead in sales stays there until it is more than 5 points below, and never with a first score', () => {
		const { score } = compileModel(modelOf('b2b-saas'));
		const lead = (points: number) => ({ attributes: {}, adjustments: [{ points }] });
		expect(score(lead(65), NOW, 'sales').band).toBe('sales');
		expect(score(lead(64), NOW, 'sales').band).toBe('nurture');
		expect(score(lead(65), NOW).band).toBe('nurture');
	});
});

describe('B2B services and B2C personas', () => {
	test.each<[string, TemplateId, Attributes, Activity[], string, string[]]>([
		[
			'a finance head of a builder asks for a quote',
			'b2b-services',
			{ industry: 'Bygg og anlegg', companySize: 140, country: 'Norge', jobTitle: 'Økonomisjef', budget: 60_000 },
			[did('form_submit', 3, { form: 'Be om tilbud' }), did('phone_call', 1)],
			'sales 80',
			['Asked for a quote', 'Decision maker', 'Talked to us by phone or mail', 'Has a budget'],
		],
		[
			'a team leader in a city administration reads guides',
			'b2b-services',
			{ industry: 'Kommun', companySize: 2_000, country: 'SE', jobTitle: 'Enhetsleder', productInterest: ['Audit'] },
			[...times(2, 'guide_download', 0), did('event_signup'), did('email_reply')],
			'nurture 55',
			['Signed up for an event', 'Downloaded a guide', 'Manager', 'Industry we also serve', 'Needs what we do'],
		],
		[
			'a home owner with the means books a consultation on a kitchen',
			'high-value-b2c',
			{ availableCapital: 40_000, householdIncome: 90_000, homeOwner: true, country: 'SE', productInterest: 'Kitchen', budget: 20_000 },
			[did('demo_request', 4)],
			'sales 72',
			['Booked a consultation', 'Wants what we sell', 'Owns the home', 'Has a budget', 'Capital to invest'],
		],
		[
			'somebody dreams over brochures',
			'high-value-b2c',
			{ country: 'SE', productInterest: ['Boat'] },
			[...times(3, 'guide_download', 0), ...times(12, 'page_view', 2), did('pricing_view')],
			'cold 37',
			['Downloaded a brochure', 'Wants what we sell', 'Ten visits in a month'],
		],
	])('%s', (_, template, attributes, activities, outcome, reasons) => {
		const result = scoreWith(template, attributes, activities);
		expect(`${result.band} ${result.score}`).toBe(outcome);
		expect(labels(result)).toEqual(expect.arrayContaining(reasons));
	});
});

describe('every criterion counts: a lead that differs by it alone', () => {
	const visits = (count: number): Activity[] => times(count, 'page_view', 0);
	const at = (url: string): Activity => did('page_view', 0, { url });

	test.each<[string, TemplateId, Attributes, number]>([
		['industry', 'b2b-saas', { industry: 'COMPUTER_SOFTWARE' }, 8],
		['industry, another', 'b2b-saas', { industry: 'Financial services' }, 5],
		['industry in Norwegian', 'b2b-services', { industry: 'Havbruk' }, 7],
		['company size', 'b2b-saas', { companySize: 50 }, 8],
		['company size, just too small', 'b2b-saas', { companySize: 9 }, 0],
		['company size as text', 'b2b-services', { companySize: '1000' }, 5],
		['revenue', 'b2b-services', { annualRevenue: 25_000_000 }, 6],
		['capital', 'high-value-b2c', { availableCapital: 100_000 }, 12],
		['household income', 'high-value-b2c', { householdIncome: 60_000 }, 5],
		['owning the home', 'high-value-b2c', { homeOwner: 'true' }, 7],
		['geography by code', 'b2b-saas', { country: 'is' }, 4],
		['geography by its own name', 'b2b-services', { country: 'Suomi' }, 3],
		['geography elsewhere', 'b2b-saas', { country: 'Brazil' }, 0],
		['role', 'b2b-saas', { jobTitle: 'Daglig leder' }, 15],
		['role below', 'b2b-saas', { jobTitle: 'Team lead' }, 8],
		['role of somebody else', 'b2b-saas', { jobTitle: 'Developer' }, 0],
		['seniority', 'b2b-saas', { seniority: 'VP' }, 15],
		['senior position in private', 'high-value-b2c', { jobTitle: 'Administrerende direktør' }, 4],
		['product interest', 'b2b-saas', { productInterest: ['API', 'automation'] }, 6],
		['product interest in services', 'b2b-services', { productInterest: 'Audit' }, 5],
		['budget', 'b2b-saas', { budget: '20000' }, 6],
		['expected close date, soon', 'b2b-saas', { expectedCloseDate: inDays(89) }, 5],
		['expected close date, today', 'b2b-saas', { expectedCloseDate: '2026-11-22' }, 5],
		['expected close date, later', 'b2b-saas', { expectedCloseDate: inDays(90) }, 3],
		['expected close date, much later', 'b2b-saas', { expectedCloseDate: inDays(180) }, 0],
		['expected close date, past', 'b2b-saas', { expectedCloseDate: inDays(-2) }, 0],
		['student', 'b2b-saas', { jobTitle: 'Jusstudent' }, -45],
		['student by address', 'b2b-services', { email: 'ola@stud.uni.example' }, -45],
		['job seeker', 'high-value-b2c', { jobTitle: 'Arbetssökande' }, -45],
		['free-mail address', 'b2b-saas', { email: 'made.up@Gmail.com' }, -10],
		['free-mail address in services', 'b2b-services', { email: 'made.up@hotmail.no' }, -8],
		['free-mail address of a household', 'high-value-b2c', { email: 'made.up@gmail.com' }, 0],
	])('%s (%s) %o gives %d', (_, template, attributes, points) => {
		expect(scoreWith(template, attributes).raw).toBe(points);
	});

	test.each<[string, TemplateId, Activity[], number]>([
		['page visits', 'b2b-saas', visits(3), 3],
		['page visits, at most', 'b2b-saas', visits(9), 5],
		['ten visits in a month', 'b2b-saas', visits(10), 5 + 5],
		['pricing-page visits', 'b2b-saas', times(2, 'pricing_view', 0), 8 + 2],
		['pricing-page visits by address', 'b2b-saas', [at('/pricing'), at('https://x.example/no/priser?plan=1')], 8 + 2],
		['form submits', 'b2b-saas', [did('form_submit')], 4],
		['demo request', 'b2b-saas', [did('demo_request')], 35],
		['demo request by form', 'b2b-saas', [did('form_submit', 0, { title: 'Book a demo' })], 35 + 4],
		['quote request', 'b2b-services', [did('form_submit', 0, { form: 'offert' })], 25 + 4],
		['guide downloads', 'b2b-saas', times(3, 'guide_download', 0), 8],
		['blog comments', 'b2b-saas', [did('blog_comment')], 2],
		['newsletter opens, at most', 'b2b-saas', times(7, 'email_open'), 2],
		['newsletter clicks', 'b2b-saas', times(2, 'email_click', 0), 4],
		['social clicks', 'b2b-saas', [did('social_click')], 1],
		['event sign-up', 'b2b-services', [did('event_signup')], 8],
		['showing', 'high-value-b2c', [did('event_signup')], 12],
		['trial sign-up', 'b2b-saas', [did('trial_signup')], 25],
		['direct contact by phone', 'b2b-saas', [did('phone_call')], 10],
		['direct contact by mail', 'b2b-services', [did('email_reply')], 12],
		['meeting', 'b2b-services', [did('meeting_booked')], 35],
		['silence just short of 60 days', 'b2b-saas', [did('email_open', 59.9)], 0.5],
		['silence for 60 days', 'b2b-saas', [did('email_open', 60)], 0.5 - 15],
		['one visit only', 'b2b-saas', visits(1), 1 - 5],
		['two visits', 'b2b-saas', visits(2), 2],
		['looking for a job', 'b2b-saas', [at('/careers'), at('/jobs/42')], 2 - 10],
	])('%s (%s) gives %d', (_, template, activities, points) => {
		expect(scoreWith(template, {}, activities).raw).toBeCloseTo(points, 10);
	});

	test.each<[string, TemplateId, Attributes, string]>([
		['competitor by address', 'b2b-saas', { email: 'spy@mail.RivalSuite.example' }, 'competitor'],
		['competitor by a mark', 'b2b-services', { isCompetitor: 'yes' }, 'competitor'],
		['existing customer by stage', 'b2b-saas', { lifecycleStage: 'Customer' }, 'customer'],
		['existing customer by a mark', 'high-value-b2c', { isCustomer: 1 }, 'customer'],
		['bot', 'b2b-saas', { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://x.example/bot.html)' }, 'bot'],
		['bot of a script', 'b2b-services', { userAgent: 'python-requests/2.32' }, 'bot'],
		['bot in a trap field', 'high-value-b2c', { isBot: true }, 'bot'],
	])('%s (%s) disqualifies, at any score', (_, template, attributes, by) => {
		const result = scoreWith(template, { ...perfect[template], ...attributes }, [did('demo_request')]);
		expect(result).toMatchObject({ band: 'disqualified', disqualifiedBy: by, score: 85 });
	});

	test.each([
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36',
		'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
		'Mozilla/5.0 (Linux; Android 14; CUBOT X90) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0 Mobile Safari/537.36',
	])('a person with %s is no bot', (userAgent) => {
		expect(scoreWith('b2b-saas', { userAgent }).disqualifiedBy).toBeNull();
	});

	test('scoring lacks none of the rules: each gives points to one of these leads', () => {
		const given = new Set<string>();
		for (const { id, model } of starterTemplates) {
			const leads = [
				scoreWith(id, perfect[id], everything),
				scoreWith(id, { seniority: 'student', email: 'a@gmail.com', industry: 'bank handel', budget: 1 }, [did('page_view', 61)]),
				scoreWith(id, { jobTitle: 'Sjef', expectedCloseDate: inDays(150) }, [at('/careers')]),
				scoreWith(id, { jobTitle: 'CEO' }, [did('form_submit', 0, { form: 'demo' })]),
			];
			for (const rule of leads.flatMap(({ contributions }) => contributions)) given.add(`${id} ${rule.rule}`);
			for (const { id: rule } of model.groups.flatMap(({ rules }) => rules)) expect(given).toContain(`${id} ${rule}`);
		}
	});
});

describe('roles', () => {
	test.each<[string, number]>([
		...[
			...['CEO', 'Chief Revenue Officer', 'VP Sales', 'Head of Growth', 'Co-founder & CTO', 'Owner', 'Managing Director'],
			...['Daglig leder', 'Adm. dir.', 'Administrerende direktør', 'Økonomisjef', 'Salgsdirektør', 'IT-sjef', 'Gründer'],
			...['VD', 'Verkställande direktör', 'Ekonomichef', 'Ejer', 'Salgsdirektør ', 'Toimitusjohtaja', 'Talousjohtaja'],
			...['Framkvæmdastjóri', 'DAGLIG LEDER', 'ØKONOMISJEF'],
		].map((title): [string, number] => [title, 15]),
		...[
			...['Marketing Manager', 'Markedssjef', 'Teamleder', 'Säljchef', 'Inköpsansvarig', 'Markkinointipäällikkö'],
		].map((title): [string, number] => [title, 8]),
		...[
			...['Developer', 'Assistant to the CEO', 'Direktørassistent', 'Product Owner', 'Produktägare', 'Cook', 'Chef'],
			...['Rådgiver i Direktoratet', 'Svdman', 'Konsulent', ''],
		].map((title): [string, number] => [title, 0]),
	])('%s is worth %d', (jobTitle, points) => {
		expect(scoreWith('b2b-saas', { jobTitle }).raw).toBe(points);
	});
});
