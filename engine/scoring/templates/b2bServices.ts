import type { Model } from '../Model';
import { closesWithin } from './closesWithin';
import { disqualifiers } from './disqualifiers';
import { formNamed } from './formNamed';
import { freeMailDomains } from './freeMailDomains';
import { nordicCountries } from './nordicCountries';
import { outcome } from './outcome';
import { pages } from './pages';
import { roles } from './roles';
import { rule } from './rule';

const coreIndustries =
	'manufactur|industri|construct|bygg|anlegg|anläggning|real[ _]estate|eiendom|fastighet|ejendom|maritime|' +
	'shipping|energy|energi|seafood|sjømat|aquacultur|havbruk|rakennus|teollisuus|sjávarútveg';
const otherIndustries =
	'retail|handel|transport|logisti|health|helse|hälso|sundhed|hospitality|hotel|government|public|kommun|software|' +
	'food|forest|skog';

/** All of the points for 45 days, then half of what is left after every further 45: services are bought slowly. */
const decay = { percent: 50, everyDays: 45 };
const halfIn60Days = { decay: { halfLifeDays: 60 } };
const halfIn90Days = { decay: { halfLifeDays: 90 } };

/**
 * For advice, accounting, engineering and other services sold to companies, where people talk before they buy.
 *
 * The caps are those of B2B SaaS: fit up to 50, engagement up to 60. There is no trial; a meeting, a request for a
 * quote and talking by phone or mail weigh most, revenue and budget weigh more, and interest fades more slowly.
 *
 * To make it yours: the two industry patterns, the services, the market and the competitors' e-mail domains.
 */
export const b2bServices: Model = {
	format: 1,
	id: 'b2b-services',
	name: 'B2B services',
	version: 1,
	...outcome,
	groups: [
		{
			id: 'company',
			name: 'Company',
			dimension: 'fit',
			max: 20,
			rules: [
				rule.when('core-industry', 'Core industry', 7, { field: 'industry', op: 'matches', value: coreIndustries }),
				rule.when('other-industry', 'Industry we also serve', 4, {
					all: [
						{ field: 'industry', op: 'matches', value: otherIndustries },
						{ field: 'industry', op: 'notMatches', value: coreIndustries },
					],
				}),
				rule.bySize('company-size', 'Company of the right size', 'companySize', [[20, 4], [100, 7], [1_000, 5]]),
				rule.bySize('annual-revenue', 'Revenue to afford it', 'annualRevenue', [[5_000_000, 4], [25_000_000, 6]]),
				rule.when('market', 'In our market', 3, { field: 'country', op: 'in', value: nordicCountries }),
			],
		},
		{
			id: 'person',
			name: 'Person',
			dimension: 'fit',
			max: 15,
			rules: [
				rule.when('decision-maker', 'Decision maker', 15, roles.decisionMaker),
				rule.when('manager', 'Manager', 8, { all: [roles.manager, { not: roles.decisionMaker }] }),
			],
		},
		{
			id: 'need',
			name: 'Need',
			dimension: 'fit',
			max: 15,
			rules: [
				rule.byValue('service-interest', 'Needs what we do', 'productInterest', {
					Consulting: 6,
					Implementation: 6,
					Accounting: 5,
					Audit: 5,
					Support: 4,
					Training: 3,
				}),
				rule.bySize('budget', 'Has a budget', 'budget', [[10_000, 4], [50_000, 7]]),
				rule.when('closes-in-120-days', 'Decides within four months', 5, closesWithin(120)),
				rule.when('closes-in-a-year', 'Decides within a year', 2, {
					all: [closesWithin(365), { not: closesWithin(120) }],
				}),
			],
		},
		{
			id: 'warning-signs',
			name: 'Warning signs',
			dimension: 'fit',
			rules: [
				rule.when('student', 'Student or job seeker', -45, roles.studentOrJobSeeker),
				rule.when('free-mail', 'Private e-mail address', -8, {
					field: 'email',
					op: 'emailDomainIn',
					value: freeMailDomains,
				}),
			],
		},
		{
			id: 'intent',
			name: 'Buying intent',
			dimension: 'engagement',
			max: 40,
			rules: [
				rule.once('meeting', 'Asked for a meeting', ['demo_request', 'meeting_booked'], 35, { decay }),
				rule.once('quote', 'Asked for a quote', 'form_submit', 25, {
					where: formNamed('quote|proposal|tender|tilbud|offert|anbud|tarjous|tilboð'),
					decay,
				}),
				rule.each('direct-contact', 'Talked to us by phone or mail', ['phone_call', 'email_reply'], 12, 24, { decay }),
				rule.each('pricing-views', 'Looked at the prices', 'pricing_view', 4, 12, halfIn60Days),
				rule.each('pricing-page-visits', 'Visited the pricing page', 'page_view', 4, 12, {
					where: { field: 'url', op: 'matches', value: pages.pricing },
					...halfIn60Days,
				}),
			],
		},
		{
			id: 'interest',
			name: 'Interest',
			dimension: 'engagement',
			max: 20,
			rules: [
				rule.each('page-visits', 'Visited the website', ['page_view', 'pricing_view'], 1, 5, halfIn60Days),
				rule.once('ten-visits', 'Ten visits in a month', ['page_view', 'pricing_view'], 5, {
					withinDays: 30,
					minCount: 10,
				}),
				rule.each('form-submits', 'Filled in a form', 'form_submit', 4, 8, halfIn90Days),
				rule.each('guide-downloads', 'Downloaded a guide', 'guide_download', 5, 10, halfIn90Days),
				rule.each('blog-comments', 'Commented on the blog', 'blog_comment', 2, 4, halfIn90Days),
				rule.each('newsletter-opens', 'Opened the newsletter', 'email_open', 0.5, 2, { withinDays: 90 }),
				rule.each('newsletter-clicks', 'Clicked in the newsletter', 'email_click', 2, 6, halfIn60Days),
				rule.each('social-clicks', 'Came from social media', 'social_click', 1, 3, halfIn60Days),
				rule.each('event-signups', 'Signed up for an event', 'event_signup', 8, 16, halfIn90Days),
			],
		},
		{
			id: 'cooling-off',
			name: 'Cooling off',
			dimension: 'engagement',
			rules: [
				rule.silence('silence', 'Silent for 60 days', -12, 60),
				rule.once('one-visit', 'Only one visit', ['page_view', 'pricing_view'], -5, { maxCount: 1 }),
				rule.each('careers-visits', 'Looked at our vacancies', 'page_view', -5, 10, {
					where: { field: 'url', op: 'matches', value: pages.careers },
					withinDays: 90,
				}),
			],
		},
	],
	disqualify: disqualifiers(['rivaladvisors.example', 'otherconsulting.example']),
};
