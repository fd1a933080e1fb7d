import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ScoreResult } from '../../engine';
import { operatorChoices } from '../../nodes/LeadScore/define/operatorChoices';
import { ruleSentence } from '../../nodes/LeadScore/define/ruleSentence';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { ruleFields } from '../../nodes/LeadScore/properties/ruleFields';
import { executeNode, toItems } from './executeNode';

const node = new LeadScore();
const asOf = '2026-11-22T08:00:00Z';
const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.parse(asOf) - days * DAY).toISOString();
const times = (count: number, type: string, properties?: object) =>
	Array.from({ length: count }, (_, index) => ({ type, at: daysAgo(index + 1), ...(properties ? { properties } : {}) }));

interface Form {
	fit?: object[];
	engagement?: object[];
	disqualify?: object[];
	settings?: object;
}

async function score({ fit = [], engagement = [], disqualify = [], settings = {} }: Form, lead: object): Promise<ScoreResult> {
	const parameters = {
		modelSource: 'define',
		fitRules: { rules: fit },
		engagementRules: { rules: engagement },
		disqualifyWhen: { rules: disqualify },
		settings,
		options: { scoreAsOf: asOf },
	} as unknown as INodeParameters;
	const [[item] = []] = await executeNode(node, toItems({ email: 'kari@fjordsoft.example', ...lead } as IDataObject), { parameters });
	return item!.json.leadScore as unknown as ScoreResult;
}

/** Every criterion that scoring needs, each as one rule of the form, with a lead that meets it and one that does not. */
const fitCriteria: [string, object, object, object][] = [
	['industry', { type: 'lookup', field: 'industry', lookupTable: 'Software = 10\n\n Retail =5 ' }, { industry: 'software' }, { industry: 'Farming' }],
	['company size', { type: 'range', field: 'companySize', rangeTable: '50 to 250 = 10' }, { companySize: '120' }, { companySize: 250 }],
	['revenue', { field: 'annualRevenue', operator: 'atLeast', value: '1000000', points: 10 }, { annualRevenue: 2e6 }, { annualRevenue: 1e5 }],
	['geography', { field: 'country', operator: 'in', value: 'NO, SE, DK', points: 10 }, { country: 'se' }, { country: 'US' }],
	['role', { field: 'jobTitle', operator: 'matches', value: 'chief|ceo|daglig leder', points: 10 }, { jobTitle: 'Daglig leder' }, { jobTitle: 'Analyst' }],
	[
		'seniority with a role',
		{ field: 'seniority', operator: 'equals', value: 'director', points: 10, moreConditions: { conditions: [{ field: 'jobTitle', operator: 'contains', value: 'sales' }] } },
		{ seniority: 'Director', jobTitle: 'Sales Director' },
		{ seniority: 'Director', jobTitle: 'Chef' },
	],
	['product interest', { field: 'productInterest', operator: 'contains', value: 'analytics', points: 10 }, { productInterest: ['API', 'Analytics'] }, { productInterest: ['API'] }],
	['budget', { field: 'budget', operator: 'between', value: '10000 and 50000', points: 10 }, { budget: '20000' }, { budget: 5000 }],
	['expected close date', { field: 'expectedCloseDate', operator: 'withinNextDays', value: '90', points: 10 }, { expectedCloseDate: daysAgo(-30) }, { expectedCloseDate: daysAgo(-120) }],
	['a date that has passed', { field: 'expectedCloseDate', operator: 'withinNextDays', value: '90', points: 10 }, { expectedCloseDate: daysAgo(0) }, { expectedCloseDate: daysAgo(5) }],
	['student or job seeker', { field: 'jobTitle', operator: 'matches', value: 'student|job ?seeker', points: -10 }, { jobTitle: 'Student' }, { jobTitle: 'CTO' }],
	['free-mail address', { field: 'email', operator: 'emailDomainIn', value: '@gmail.com, outlook.com', points: -10 }, { email: 'x@gmail.com' }, { email: 'x@fjordsoft.example' }],
];

const engagementCriteria: [string, object, object[], object[]][] = [
	['pricing-page visits', { type: 'activity', activity: 'page_view', where: { conditions: [{ field: 'url', operator: 'contains', value: '/pricing' }] }, points: 10 }, times(1, 'page_view', { url: '/pricing' }), times(1, 'page_view', { url: '/' })],
	['ten visits in a month', { type: 'activity', activity: 'page_view', minCount: 10, withinDays: 30, points: 10 }, times(10, 'page_view'), times(9, 'page_view')],
	['opens and clicks', { type: 'activity', activity: 'email_open, email_click', points: 10 }, times(1, 'EMAIL_CLICK'), times(1, 'page_view')],
	['silence for 60 days', { type: 'inactivity', days: 60, points: -10 }, [{ type: 'page_view', at: daysAgo(61) }], times(1, 'page_view')],
	['silence of those who never did anything', { type: 'inactivity', days: 60, points: -10, neverActive: true }, [], times(1, 'page_view')],
	['one visit only', { type: 'activity', activity: 'page_view', minCount: 1, maxCount: 1, points: -10 }, times(1, 'page_view'), times(2, 'page_view')],
];

describe('Define Below', () => {
	it.each(fitCriteria)('can say: %s', async (_name, rule, meets, fails) => {
		const points = (rule as { points?: number }).points ?? 10;
		expect((await score({ fit: [rule] }, meets)).raw).toBe(points);
		expect((await score({ fit: [rule] }, fails)).raw).toBe(0);
	});

	it.each(engagementCriteria)('can say: %s', async (_name, rule, meets, fails) => {
		expect((await score({ engagement: [rule] }, { activities: meets })).raw).toBe((rule as { points: number }).points);
		expect((await score({ engagement: [rule] }, { activities: fails })).raw).toBe(0);
	});

	it.each([
		['competitor', { field: 'email', operator: 'emailDomainIn', value: 'rival.example' }, { email: 'x@no.rival.example' }],
		['existing customer', { field: 'isCustomer', operator: 'isTrue' }, { isCustomer: 'yes' }],
		['bot', { field: 'userAgent', operator: 'matches', value: 'bot|crawler' }, { userAgent: 'GoogleBot/2' }],
	])('can disqualify a %s', async (_name, reason, lead) => {
		const fit = [{ field: 'email', operator: 'exists', points: 90 }];
		expect(await score({ fit, disqualify: [reason] }, lead)).toMatchObject({ band: 'disqualified', disqualifiedBy: 'disqualify-1', score: 90 });
		expect(await score({ fit, disqualify: [reason] }, {})).toMatchObject({ band: 'sales', disqualifiedBy: null });
	});

	it('fades points with age, by half-life and in steps, each within a limit', async () => {
		const rule = { type: 'activity', activity: 'demo_request', per: 'each', points: 16 };
		const activities = [{ type: 'demo_request', at: daysAgo(60) }];
		expect((await score({ engagement: [{ ...rule, decay: 'halfLife', halfLifeDays: 30 }] }, { activities })).raw).toBe(4);
		expect((await score({ engagement: [{ ...rule, decay: 'stepwise', decayPercent: 25, decayEveryDays: 30 }] }, { activities })).raw).toBe(9);
		expect((await score({ engagement: [{ ...rule, maxPoints: 20 }] }, { activities: times(3, 'demo_request') })).raw).toBe(20);
	});

	it('gives points by the other rows and otherwise', async () => {
		const rule = { type: 'range', field: 'companySize', rangeTable: 'below 10 = 1\nfrom 250 = 3', otherwise: 2 };
		const raw = async (companySize: number) => (await score({ fit: [rule] }, { companySize })).raw;
		expect([await raw(0), await raw(10), await raw(250)]).toEqual([1, 2, 3]);
	});

	it('combines conditions with or', async () => {
		const rule = { field: 'country', value: 'NO', points: 5, combine: 'any', moreConditions: { conditions: [{ field: 'language', value: 'nb' }] } };
		expect((await score({ fit: [rule] }, { language: 'nb' })).raw).toBe(5);
	});

	it('limits the sections and named groups, and takes bands, grades and segments', async () => {
		const result = await score(
			{
				fit: [
					{ field: 'email', operator: 'exists', points: 40 },
					{ field: 'email', operator: 'exists', points: 30, group: 'Company' },
					{ field: 'email', operator: 'exists', points: 30, group: 'Company' },
				],
				engagement: [{ type: 'inactivity', days: 1, points: -50, neverActive: true }],
				settings: {
					fitMax: '30',
					engagementMin: '-10',
					groupLimits: { groups: [{ group: 'Company', max: '25' }] },
					bands: { bands: [{ name: 'Hot', id: 'hot', min: 45 }, { name: 'Cold', id: 'cold', min: 0 }] },
					grades: { grades: [{ dimension: 'fit', grade: 'A', min: 50 }, { dimension: 'fit', grade: 'B', min: 0 }, { dimension: 'engagement', grade: '1', min: 0 }] },
					segments: { segments: [{ name: 'Best fit', grades: 'A1, A2' }] },
				},
			},
			{},
		);
		expect(result).toMatchObject({ score: 45, fit: 55, engagement: -10, band: 'hot', grade: 'A1', segment: 'best-fit' });
		expect(result.groups).toEqual([
			{ id: 'fit', points: 30, uncapped: 40 },
			{ id: 'fit-company', points: 25, uncapped: 60 },
			{ id: 'engagement', points: -10, uncapped: -50 },
		]);
	});

	it('starts from rules that score truly as they are', async () => {
		const [[item] = []] = await executeNode(
			node,
			toItems({ email: 'kari@fjordsoft.example', jobTitle: 'CEO', companySize: 80, activities: [{ type: 'demo_request', at: daysAgo(1) }] }),
			{ parameters: { modelSource: 'define', options: { scoreAsOf: asOf } } },
		);
		expect(item!.json.leadScore).toMatchObject({ score: 75, band: 'sales' });
	});
});

describe('a table typed line by line', () => {
	const rangePoints = async (line: string, size: number) => (await score({ fit: [{ type: 'range', field: 'size', rangeTable: `${line} = 5` }] }, { size })).raw;

	it.each([
		['10 to 50', [10, 49.9], [9.9, 50]],
		['from 10 to below 50', [10], [50]],
		['10-50', [10], [50]],
		['from 50', [50, 1e9], [49]],
		['50+', [50], [49]],
		['50 and up', [50], [49]],
		['>= 50', [50], [49]],
		['below 10', [-5, 9.9], [10]],
		['< 10', [9], [10]],
		['-5 to 5', [-5], [5]],
	])('%s', async (line, inside, outside) => {
		for (const size of inside) expect(await rangePoints(line, size)).toBe(5);
		for (const size of outside) expect(await rangePoints(line, size)).toBe(0);
	});

	it('may hold equals signs in its values', async () => {
		expect((await score({ fit: [{ type: 'lookup', field: 'x', lookupTable: 'a=b = 5' }] }, { x: 'A=B' })).raw).toBe(5);
	});

	it('is told of line by line', async () => {
		const fit = [{ type: 'range', field: 'size', rangeTable: 'some = 5\n10 to 50' }, { type: 'lookup', field: 'x', lookupTable: 'a = 1\nb = many' }];
		const error = await score({ fit }, {}).catch((thrown: unknown) => thrown as { description: string });
		expect((error as { description: string }).description.split('<br>\n').slice(1)).toEqual([
			'Fit rule 1 › line 1: expected a range such as 10 to 50, from 50 or below 10, got "some"',
			'Fit rule 1 › line 2: expected points after an equals sign, such as = 10, got "10 to 50"',
			'Fit rule 2 › line 2: expected points after an equals sign, such as = 10, got "many"',
		]);
	});
});

describe('what is wrong with the form', () => {
	const issuesOf = async (form: Parameters<typeof score>[0]): Promise<string[]> => {
		const error = await score(form, {}).catch((thrown: unknown) => thrown as { description: string });
		return (error as { description: string }).description.split('<br>\n').slice(1).map((line) => line.split(':')[0]!);
	};

	it('is told in the words of the panel', async () => {
		const wrong = { operator: 'atLeast' as const, value: 'many', field: 'x' };
		const fit = [{ type: 'attribute', ...wrong, field: 'a]', moreConditions: { conditions: [{ ...wrong, value: '1' }, wrong] } }, { type: 'range', field: 'b]', rangeTable: 'from 1 = 1', otherwise: 'x' }];
		const engagement = [
			{ type: 'activity', activity: 'x', withinDays: -1, minCount: -2, maxCount: -1, maxPoints: -1, decay: 'halfLife', halfLifeDays: 0, where: { conditions: [wrong] } },
			{ type: 'activity', activity: 'x', decay: 'stepwise', decayPercent: 200, decayEveryDays: 0, where: { conditions: [{ ...wrong, value: '1' }, wrong] } },
			{ type: 'inactivity', days: -1 },
		];
		expect((await issuesOf({ fit, engagement })).sort()).toEqual(
			[
				...['Field', 'Value', 'More Conditions 2 › Value'].map((place) => `Fit rule 1 › ${place}`),
				...['Field', 'Otherwise'].map((place) => `Fit rule 2 › ${place}`),
				...['Within Days', 'At Least Times', 'At Most Times', 'At Most Points', 'Half-Life (Days)', 'Only Where 1 › Value'].map((place) => `Engagement rule 1 › ${place}`),
				...['Lose Percent', 'Every Days', 'Only Where 2 › Value'].map((place) => `Engagement rule 2 › ${place}`),
				'Engagement rule 3 › Silent for Days',
			].sort(),
		);
	});

	it('is told of the settings as well', async () => {
		const fit = [{ field: 'x', operator: 'exists' as const, points: 1, group: 'Company' }];
		const settings = {
			scale: -1, decimals: 9, holdMargin: -1, fitMin: 'low', groupLimits: { groups: [{ group: 'Company', max: 'much' }] },
			bands: { bands: [{ id: 'a b', name: 'A', min: 0 }, { id: 'b', name: 'B', min: 'x' }] },
			grades: { grades: [{ dimension: 'fit', grade: 'A', min: 'x' }, { dimension: 'engagement', grade: '1', min: 0 }] },
		};
		const places = await issuesOf({ fit, settings } as never);
		for (const place of ['Scale', 'Decimals', 'Hold Margin', 'Fit', 'Group Limits › Company › At Most', 'Bands 1 › ID', 'Bands 2 › From Score']) expect(places).toContain(`Model Settings › ${place}`);
	});
});

describe('every comparison of the form', () => {
	/** A value typed for the comparison, a field value that satisfies it and one that does not. */
	const examples: Record<keyof typeof operatorChoices, [string, unknown, unknown]> = {
		contains: ['soft', 'Fjordsoft', 'Fjord'],
		notContains: ['soft', 'Fjord', 'Fjordsoft'],
		notMatches: ['^f', 'Nord', 'Fjord'],
		emailDomainNotIn: ['a.example', 'x@b.example', 'x@a.example'],
		emailDomainIn: ['a.example', 'x@a.example', 'x@b.example'],
		endsWith: ['AS', 'Fjord AS', 'AS Fjord'],
		notExists: ['', '', 'x'],
		exists: ['', 'x', ''],
		equals: ['250', 250, 251],
		after: ['2026-01-01', '2026-02-01', '2025-02-01'],
		atLeast: ['5', 5, 4],
		atMost: ['5', 5, 6],
		before: ['2026-01-01', '2025-02-01', '2026-02-01'],
		between: ['5, 9', 9, 10],
		isFalse: ['', 'no', 'yes'],
		greaterThan: ['5', 6, 5],
		lessThan: ['5', 4, 5],
		olderThanDays: ['30', daysAgo(31), daysAgo(30)],
		notIn: ['a, b', 'c', 'B'],
		notEquals: ['a', 'b', 'A'],
		in: ['a, b', 'B', 'c'],
		isTrue: ['', 1, 0],
		withinLastDays: ['30', daysAgo(30), daysAgo(31)],
		withinNextDays: ['30', daysAgo(-29), daysAgo(-31)],
		matches: ['^f', 'Fjord', 'Nord'],
		startsWith: ['fjord', 'Fjordsoft', 'Softfjord'],
	};

	it.each(Object.entries(examples))('%s', async (operator, [value, meets, fails]) => {
		const fit = [{ field: 'x', operator, value, points: 5 }];
		expect((await score({ fit }, { x: meets })).raw).toBe(5);
		expect((await score({ fit }, { x: fails })).raw).toBe(0);
	});
});

describe('a rule reads as a sentence', () => {
	const properties = ruleFields('attribute') as Parameters<typeof ruleSentence>[0]['properties'];
	it.each<[object, string]>([
		[{ type: 'attribute', field: 'jobTitle', operator: 'contains', value: 'CTO', points: 15 }, '+15 if jobTitle contains "CTO"'],
		[{ type: 'attribute', field: 'phone', operator: 'exists', points: -2, moreConditions: { conditions: [{}, {}] } }, '-2 if phone has a value, and 2 more'],
		[{ type: 'activity', activity: 'page_view', per: 'once', minCount: 10, withinDays: 30, points: 10 }, '+10 for page_view at least 10 times in the last 30 days'],
		[{ type: 'activity', activity: 'email_open', per: 'each', points: 1 }, '+1 for each email_open'],
		[{ type: 'inactivity', days: 60, points: -15 }, '-15 after 60 days without any activity'],
		[{ type: 'lookup', field: 'industry', lookupTable: 'Software = 10\nRetail = 5' }, 'by industry: Software = 10, Retail = 5'],
		[{ type: 'range', field: 'companySize', rangeTable: 'from 50 = 5\n' }, 'by companySize: from 50 = 5'],
	])('%j', (value, sentence) => expect(ruleSentence({ value, properties })).toBe(sentence));

	it('also where only its source is known, as in the editor', () => {
		const alone = new Function(`return ${ruleSentence.toString()}`)() as typeof ruleSentence;
		expect(alone({ value: { type: 'attribute', field: 'a', operator: 'equals', value: 'b', points: 1 }, properties })).toBe('+1 if a is "b"');
	});
});
