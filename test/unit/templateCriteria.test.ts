import type { Activity } from '../../engine';
import { starterTemplates } from '../../engine/scoring/templates/starterTemplates';
import { did, everything, inDays, perfect, scoreWith, times, type Attributes, type TemplateId } from './templateScoring';

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
