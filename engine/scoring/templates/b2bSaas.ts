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
	'software|saas|information[ _]technology|internet|fintech|telecom|computer|programvar|ohjelmisto|hugbúnað';
const otherIndustries =
	'financ|finans|bank|insur|forsikring|försäkring|e-?commerce|retail|logisti|consult|konsult|media|marketing';

/** All of the points for a month, then half of what is left after every further month. */
const decay = { percent: 50, everyDays: 30 };
const halfIn30Days = { decay: { halfLifeDays: 30 } };
const halfIn60Days = { decay: { halfLifeDays: 60 } };

/**
 * For software sold to companies, with a demo and a trial.
 *
 * Fit counts up to 50 points: a perfect company that never did anything is nurtured, not called. Engagement counts up
 * to 60: nobody without any fit clicks their way to sales, and a student does not from anywhere. A decision maker in a
 * fitting company who asks for a demo is handed over (20 + 15 + 35 = 70).
 *
 * To make it yours: the two industry patterns, the products, the market and the competitors' e-mail domains.
 */
export const b2bSaas: Model = {
	format: 1,
	id: 'b2b-saas',
	name: 'B2B SaaS',
	version: 1,
	...outcome,
	groups: [
		{
			id: 'company',
			name: 'Company',
			dimension: 'fit',
			max: 20,
			rules: [
				rule.when('core-industry', 'Core industry', 8, { field: 'industry', op: 'matches', value: coreIndustries }),
				rule.when('other-industry', 'Industry we also serve', 5, {
					all: [
						{ field: 'industry', op: 'matches', value: otherIndustries },
						{ field: 'industry', op: 'notMatches', value: coreIndustries },
					],
				}),
				rule.bySize('company-size', 'Company of the right size', 'companySize', [[10, 5], [50, 8], [500, 6]]),
				rule.bySize('annual-revenue', 'Revenue to afford it', 'annualRevenue', [[2_000_000, 3], [10_000_000, 4]]),
				rule.when('market', 'In our market', 4, { field: 'country', op: 'in', value: nordicCountries }),
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
				rule.byValue('product-interest', 'Interested in what we sell', 'productInterest', {
					Automation: 6,
					Analytics: 6,
					Integrations: 4,
					API: 3,
				}),
				rule.bySize('budget', 'Has a budget', 'budget', [[5_000, 3], [20_000, 6]]),
				rule.when('closes-in-90-days', 'Decides within 90 days', 5, closesWithin(90)),
				rule.when('closes-in-180-days', 'Decides within half a year', 3, {
					all: [closesWithin(180), { not: closesWithin(90) }],
				}),
			],
		},
		{
			id: 'warning-signs',
			name: 'Warning signs',
			dimension: 'fit',
			rules: [
				rule.when('student', 'Student or job seeker', -45, roles.studentOrJobSeeker),
				rule.when('free-mail', 'Private e-mail address', -10, {
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
				rule.once('demo', 'Asked for a demo', 'demo_request', 35, { decay }),
				rule.once('demo-form', 'Asked for a demo in a form', 'form_submit', 35, { where: formNamed('demo'), decay }),
				rule.once('trial', 'Started a trial', 'trial_signup', 25, { decay }),
				rule.each('direct-contact', 'Talked to us', ['phone_call', 'email_reply', 'meeting_booked'], 10, 20, {
					decay,
				}),
				rule.each('pricing-views', 'Looked at the prices', 'pricing_view', 4, 12, halfIn30Days),
				rule.each('pricing-page-visits', 'Visited the pricing page', 'page_view', 4, 12, {
					where: { field: 'url', op: 'matches', value: pages.pricing },
					...halfIn30Days,
				}),
			],
		},
		{
			id: 'interest',
			name: 'Interest',
			dimension: 'engagement',
			max: 20,
			rules: [
				rule.each('page-visits', 'Visited the website', ['page_view', 'pricing_view'], 1, 5, halfIn30Days),
				rule.once('ten-visits', 'Ten visits in a month', ['page_view', 'pricing_view'], 5, {
					withinDays: 30,
					minCount: 10,
				}),
				rule.each('form-submits', 'Filled in a form', 'form_submit', 4, 8, halfIn60Days),
				rule.each('guide-downloads', 'Downloaded a guide', 'guide_download', 4, 8, halfIn60Days),
				rule.each('blog-comments', 'Commented on the blog', 'blog_comment', 2, 4, halfIn60Days),
				rule.each('newsletter-opens', 'Opened the newsletter', 'email_open', 0.5, 2, { withinDays: 90 }),
				rule.each('newsletter-clicks', 'Clicked in the newsletter', 'email_click', 2, 6, halfIn30Days),
				rule.each('social-clicks', 'Came from social media', 'social_click', 1, 3, halfIn30Days),
				rule.each('event-signups', 'Signed up for an event', 'event_signup', 6, 12, halfIn60Days),
			],
		},
		{
			id: 'cooling-off',
			name: 'Cooling off',
			dimension: 'engagement',
			rules: [
				rule.silence('silence', 'Silent for 60 days', -15, 60),
				rule.once('one-visit', 'Only one visit', ['page_view', 'pricing_view'], -5, { maxCount: 1 }),
				rule.each('careers-visits', 'Looked at our vacancies', 'page_view', -5, 10, {
					where: { field: 'url', op: 'matches', value: pages.careers },
					withinDays: 90,
				}),
			],
		},
	],
	disqualify: disqualifiers(['rivalsuite.example', 'scorelab.example']),
};
