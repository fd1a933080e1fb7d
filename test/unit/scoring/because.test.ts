import { compileModel, type Activity, type ActivityRule } from '../../../engine';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY_MS = 86_400_000;

function because(rule: Partial<ActivityRule>, daysAgo: number[]): string | undefined {
	const types = [rule.activity ?? 'page_view'].flat();
	const activities = daysAgo.map((days, index): Activity => ({ type: types[index % types.length]!, at: NOW - days * DAY_MS }));
	const rules: ActivityRule[] = [{ id: 'r', type: 'activity', activity: types, points: 1, per: 'each', ...rule }];
	const { score } = compileModel({ format: 1, id: 'm', name: 'M', version: 1, groups: [{ id: 'g', name: 'G', dimension: 'engagement', rules }] });
	return score({ attributes: {}, activities }, NOW).contributions[0]?.because;
}

describe('why a rule on activities gave points', () => {
	it.each<[string, Partial<ActivityRule>, number[]]>([
		['1 page view, today', {}, [0]],
		['3 pricing page visits in 30 days, latest 2 days ago', { activity: 'pricing-page_visit', withinDays: 30 }, [5, 2, 9, 31]],
		['2 email replies or phone calls, latest 1 day ago', { activity: ['email_reply', 'phone_call'] }, [4, 1]],
		['2 searches, latest today', { activity: 'Search' }, [0, 1]],
		['4 × unsubscribed, latest today', { activity: 'unsubscribed' }, [0, 1, 2, 3]],
		['2 × møte å, latest 3 days ago', { activity: 'møte_å' }, [3, 4]],
	])('%s', (told, rule, daysAgo) => {
		expect(because(rule, daysAgo)).toBe(told);
	});
});
