import type { Model } from '../Model';
import { closesWithin } from './closesWithin';
import { disqualifiers } from './disqualifiers';
import { nordicCountries } from './nordicCountries';
import { outcome } from './outcome';
import { pages } from './pages';
import { roles } from './roles';
import { rule } from './rule';

/** All of the points for 21 days, then half of what is left after every further 21: households decide fast. */
const decay = { percent: 50, everyDays: 21 };
const halfIn21Days = { decay: { halfLifeDays: 21 } };
const halfIn45Days = { decay: { halfLifeDays: 45 } };

/**
 * For what households buy seldom and with care: kitchens, solar panels, cabins, boats, cars, private banking.
 *
 * Means and plans take the place of company and role, each up to 25 points: capital to invest, income, the home, a
 * senior position; what they want, for how much, and when. A private e-mail address is no drawback here. Somebody with
 * the means who wants one of the products and books a consultation is handed over.
 *
 * To make it yours: the products, the amounts (EUR), the market and the competitors' e-mail domains.
 */
export const highValueB2c: Model = {
	format: 1,
	id: 'high-value-b2c',
	name: 'High-value B2C services',
	version: 1,
	...outcome,
	groups: [
		{
			id: 'means',
			name: 'Means',
			dimension: 'fit',
			max: 25,
			rules: [
				rule.bySize('capital', 'Capital to invest', 'availableCapital', [[25_000, 6], [100_000, 12]]),
				rule.bySize('income', 'Household income', 'householdIncome', [[60_000, 5], [110_000, 8]]),
				rule.when('home-owner', 'Owns the home', 7, { field: 'homeOwner', op: 'equals', value: true }),
				rule.when('senior-position', 'Senior position', 4, roles.decisionMaker),
				rule.when('market', 'In our market', 5, { field: 'country', op: 'in', value: nordicCountries }),
			],
		},
		{
			id: 'plans',
			name: 'Plans',
			dimension: 'fit',
			max: 25,
			rules: [
				rule.byValue('product-interest', 'Wants what we sell', 'productInterest', {
					Kitchen: 8,
					'Solar panels': 8,
					Cabin: 8,
					Boat: 8,
					'Wealth management': 8,
					'Heat pump': 6,
					Bathroom: 6,
					'Winter garden': 5,
				}),
				rule.bySize('budget', 'Has a budget', 'budget', [[10_000, 6], [30_000, 10]]),
				rule.when('closes-in-60-days', 'Wants it within 60 days', 9, closesWithin(60)),
				rule.when('closes-in-180-days', 'Wants it within half a year', 5, {
					all: [closesWithin(180), { not: closesWithin(60) }],
				}),
			],
		},
		{
			id: 'warning-signs',
			name: 'Warning signs',
			dimension: 'fit',
			rules: [rule.when('student', 'Student or job seeker', -45, roles.studentOrJobSeeker)],
		},
		{
			id: 'intent',
			name: 'Buying intent',
			dimension: 'engagement',
			max: 40,
			rules: [
				rule.once('consultation', 'Booked a consultation', ['demo_request', 'meeting_booked'], 35, { decay }),
				rule.once('trial', 'Booked a test drive or a trial', 'trial_signup', 25, { decay }),
				rule.each('direct-contact', 'Talked to us by phone or mail', ['phone_call', 'email_reply'], 12, 24, { decay }),
				rule.once('showing', 'Signed up for a showing', 'event_signup', 12, { decay }),
				rule.each('pricing-views', 'Looked at the prices', 'pricing_view', 4, 12, halfIn21Days),
				rule.each('pricing-page-visits', 'Visited the pricing page', 'page_view', 4, 12, {
					where: { field: 'url', op: 'matches', value: pages.pricing },
					...halfIn21Days,
				}),
			],
		},
		{
			id: 'interest',
			name: 'Interest',
			dimension: 'engagement',
			max: 20,
			rules: [
				rule.each('page-visits', 'Visited the website', ['page_view', 'pricing_view'], 1, 5, halfIn21Days),
				rule.once('ten-visits', 'Ten visits in a month', ['page_view', 'pricing_view'], 5, {
					withinDays: 30,
					minCount: 10,
				}),
				rule.each('form-submits', 'Filled in a form', 'form_submit', 5, 10, halfIn45Days),
				rule.each('guide-downloads', 'Downloaded a brochure', 'guide_download', 5, 10, halfIn45Days),
				rule.each('blog-comments', 'Commented on the blog', 'blog_comment', 2, 4, halfIn45Days),
				rule.each('newsletter-opens', 'Opened the newsletter', 'email_open', 0.5, 2, { withinDays: 60 }),
				rule.each('newsletter-clicks', 'Clicked in the newsletter', 'email_click', 2, 6, halfIn21Days),
				rule.each('social-clicks', 'Came from social media', 'social_click', 1, 4, halfIn21Days),
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
	disqualify: disqualifiers(['rivalhomes.example', 'otherkitchens.example']),
};
