import { compileModel, explainScore, starterTemplates, toLocale, type Activity, type Condition, type Explanation, type ExplainOptions, type Group, type Lead, type Model, type Rule } from '../../../engine';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY = 86_400_000;

const did = (type: string, daysAgo = 0, properties?: Record<string, unknown>): Activity => ({ type, at: NOW - daysAgo * DAY, ...(properties && { properties }) });
const when = (id: string, label: string, points: number, condition: Condition): Rule => ({ id, label, type: 'attribute', when: condition, points });
const is = (field: string, value: string): Condition => ({ field, op: 'equals', value });
const once = (id: string, label: string, activity: string | string[], points: number, more: object = {}): Rule => ({ id, label, type: 'activity', activity, points, per: 'once', ...more });

const decisionMaker = when('title', 'Decision maker', 20, { field: 'jobTitle', op: 'matches', value: 'ceo|cto' });
const market = when('market', 'In our market', 4, { field: 'country', op: 'in', value: ['NO', 'SE'] });
const freeMail = when('free-mail', 'Free-mail address', -5, { field: 'email', op: 'emailDomainIn', value: ['gmail.com'] });
const demo = once('demo', 'Asked for a demo', 'demo_request', 35);
const pricing: Rule = { id: 'pricing', label: 'Visited the pricing page', type: 'activity', activity: 'page_view', where: { field: 'url', op: 'matches', value: '/pricing' }, points: 4, per: 'each' };
const silence: Rule = { id: 'silence', label: 'Silent for 60 days', type: 'inactivity', days: 60, points: -15 };

const groupOf = (id: string, rules: Rule[], more: Partial<Group> = {}): Group => ({ id, name: id, dimension: 'fit', rules, ...more });
const modelOf = (groups: Group[] | Rule[], more: Partial<Model> = {}): Model => {
	const isGroups = groups.every((each): each is Group => 'rules' in each);
	return { format: 1, id: 'm', name: 'M', version: 1, groups: isGroups ? groups : [groupOf('g', groups)], ...more };
};

function explain(model: Model, lead: Partial<Lead>, options: ExplainOptions & { previousBand?: string } = {}): Explanation {
	const given: Lead = { attributes: {}, ...lead };
	return explainScore(model, given, compileModel(model).score(given, NOW, options.previousBand ?? null), options);
}
const sentence = (...given: Parameters<typeof explain>): string => explain(...given).sentence;
const lift = (...given: Parameters<typeof explain>) => explain(...given).nextBand?.lift ?? null;

/** Points that any lead has, to start from. */
const base = (points: number): Rule => when('base', 'Base', points, { all: [] });

describe('the sentence', () => {
	const model = modelOf([base(22), decisionMaker, freeMail, demo]);
	const lead = { attributes: { jobTitle: 'CTO', email: 'a@gmail.com' }, activities: [did('demo_request', 2)] };

	it('tells score, band, the strongest reasons for it and against it', () => {
		expect(sentence(model, lead)).toBe('72 of 100 (Sales hand-off): asked for a demo 2 days ago (+35), base (+22); against: free-mail address (−5).');
	});

	it.each([
		[0.9, 'asked for a demo today (+35)'],
		[1, 'asked for a demo 1 day ago (+35)'],
		[59.9, 'asked for a demo 59 days ago (+35)'],
		[60, 'asked for a demo on 23 Sept 2026 (+35)'],
	])('tells when: %d days ago', (age, told) => {
		expect(sentence(model, { ...lead, activities: [did('demo_request', age), did('demo_request', 80)] })).toContain(told);
	});

	it.each([
		['how often', pricing, 3, 'visited the pricing page 3 times, latest 2 days ago (+12)'],
		['once only', pricing, 1, 'visited the pricing page 2 days ago (+4)'],
		['the latest of enough', { ...pricing, per: 'once', minCount: 3 } as Rule, 4, 'visited the pricing page, latest 2 days ago (+4)'],
	])('tells %s', (_name, rule, count, told) => {
		const activities = Array.from({ length: count }, (_, index) => did('page_view', 2 + index, { url: '/pricing' }));
		expect(sentence(modelOf([rule]), { activities: [...activities, did('page_view', 0, { url: '/blog' })] })).toContain(`: ${told}.`);
	});

	it('tells only what counted', () => {
		const activities = [2, 3, 40].map((age) => did('page_view', age, { url: '/pricing' }));
		const recent = { ...pricing, withinDays: 30 } as Rule;
		expect(sentence(modelOf([recent]), { activities: [...activities, did('page_view', -1, { url: '/pricing' })] })).toContain('visited the pricing page 2 times, latest 2 days ago (+8)');
	});

	it('tells a lead of which nothing is known', () => {
		expect(sentence(modelOf([freeMail]), {})).toBe('0 of 100 (Not ready): nothing counts for this lead yet. 50 more points would make Nurture.');
	});

	it('tells points given by hand, and a single point that is missing', () => {
		expect(sentence(modelOf([base(38)]), { adjustments: [{ points: 11 }] })).toBe('49 of 100 (Not ready): base (+38); given by hand: +11. 1 more point would make Nurture.');
	});

	it('tells a disqualified lead as such', () => {
		const model = modelOf([base(90)], { disqualify: [{ id: 'customer', label: 'Existing customer', when: is('stage', 'customer') }] });
		const told = explain(model, { attributes: { stage: 'Customer' } });
		expect(told.sentence).toBe('90 of 100 (disqualified: Existing customer): base (+90).');
		expect(told.nextBand).toBeNull();
	});

	it('tells that a band is kept', () => {
		const held = explain(modelOf([base(66)], { holdMargin: 5 }), {}, { previousBand: 'sales' });
		expect(held.sentence).toBe('66 of 100 (Sales hand-off, kept from before: it starts at 70): base (+66).');
		expect(held.nextBand).toBeNull();
	});

	it('tells what the limits took away', () => {
		const model = modelOf([groupOf('Company', [when('a', 'A1', 26, { all: [] })], { max: 20 }), groupOf('Signs', [when('b', 'B1', -30, { all: [] })], { min: -10 }), groupOf('Rest', [base(60)])]);
		const { cappedAway, sentence: told } = explain(model, {});
		expect(cappedAway).toEqual([
			{ group: 'Company', name: 'Company', points: 6 },
			{ group: 'Signs', name: 'Signs', points: -20 },
		]);
		expect(told).toBe("70 of 100 (Sales hand-off): base (+60), A1 (+26); against: B1 (−30). Points above a group's limit: 6 in Company.");
	});

	it.each([
		['Decision maker', 'en', 'decision maker'],
		['CTO or CEO', 'en', 'CTO or CEO'],
		['Entscheider', 'de-AT', 'Entscheider'],
		['Økonomisjef', 'nb-NO', 'økonomisjef'],
		['2 offices', 'en', '2 offices'],
	])('fits the label %s into the line (%s)', (label, locale, told) => {
		expect(sentence(modelOf([when('r', label, 70, { all: [] })]), {}, { locale })).toBe(`70 of 100 (Sales hand-off): ${told} (+70).`);
	});

	it.each([
		['nb-NO', '1\u00a0234,5 of 2\u00a0000 (S): a (+1\u00a0234,5), b on 1. sep. 2026 (+0,043); against: c (−12,3).'],
		['en-US', '1,234.5 of 2,000 (S): a (+1,234.5), b on Sep 1, 2026 (+0.043); against: c (−12.3).'],
		['de_DE', '1.234,5 of 2.000 (S): a (+1.234,5), b on 01.09.2026 (+0,043); against: c (−12,3).'],
		['not a locale', '1,234.5 of 2,000 (S): a (+1,234.5), b on 1 Sept 2026 (+0.043); against: c (−12.3).'],
	])('writes numbers and dates as in %s', (locale, told) => {
		const model = modelOf([when('a', 'a', 1234.5, { all: [] }), once('b', 'b', 'x', 0.0432), when('c', 'c', -12.3, { all: [] }), when('d', 'd', 12.25, is('f', 'x'))], {
			scale: 2000,
			decimals: 1,
			bands: [{ id: 's', name: 'S', min: 0 }],
		});
		const score = compileModel(modelOf([when('a', 'a', 1234.5, { all: [] })], { scale: 2000, decimals: 1, bands: [{ id: 's', name: 'S', min: 0 }] })).score({ attributes: {} }, NOW);
		const result = { ...compileModel(model).score({ attributes: {}, activities: [did('x', 82)] }, NOW), score: score.score };
		expect(explainScore(model, { attributes: {}, activities: [did('x', 82)] }, result, { locale }).sentence).toBe(told);
	});

	it('tells dates in the time zone asked for', () => {
		const lead = { activities: [{ type: 'demo_request', at: '2026-08-31T23:30:00Z' }] };
		const told = (timeZone: string) => /on (\d+ \w+)/.exec(sentence(modelOf([demo]), lead, { timeZone }))?.[1];
		expect([told('UTC'), told('Europe/Oslo'), told('Nowhere/Else')]).toEqual(['31 Aug', '1 Sept', '31 Aug']);
	});

	it('is one line of plain text, whatever the model calls things and whatever the lead says', () => {
		const hostile = 'Bad\n<script>alert(1)</script>\u0000\u202e\u2028' + 'x'.repeat(500);
		const model = modelOf([groupOf(hostile, [when('a', hostile, 60, is('f', hostile)), once('b', hostile, hostile, 5)], { max: 58, name: hostile })], {
			bands: [{ id: 'x', name: hostile, min: 90 }, { id: 'y', name: hostile, min: 0 }],
		});
		const told = sentence(model, { attributes: { f: hostile, email: hostile }, activities: [{ type: hostile, at: NOW }] });
		expect(told).not.toMatch(/[<>\p{Cc}\u2028\u202e]/u);
		expect(told.length).toBeLessThan(900);
		expect(told).toContain('bad ‹script›alert(1)‹/script›');
		const lead = { attributes: { jobTitle: 'CTO SECRET', email: 'SECRET@gmail.com' }, activities: [did('demo_request', 0, { note: 'SECRET' })] };
		expect(sentence(modelOf([decisionMaker, freeMail, demo]), lead)).not.toContain('SECRET');
	});
});

describe('the lift', () => {
	it('is the smallest change that reaches the next band', () => {
		const model = modelOf([base(48), decisionMaker, market, demo, once('call', 'Talked to us', ['phone_call'], 25)]);
		expect(lift(model, {})).toMatchObject({ rule: 'market', points: 4, score: 52, band: 'nurture', change: { field: 'country', value: 'NO' }, text: 'a fitting country, not known yet ("In our market", +4) would make 52' });
		expect(lift(modelOf([base(49), decisionMaker, market, demo, once('call', 'Talked to us', ['phone_call'], 25)]), { attributes: { country: 'NO', jobTitle: 'CTO' } })).toBeNull();
		expect(lift(modelOf([base(49), decisionMaker, market, demo, once('call', 'Talked to us', ['phone_call'], 25)]), { attributes: { country: 'US', jobTitle: 'Clerk' } })).toMatchObject({
			rule: 'call',
			points: 25,
			score: 74,
			band: 'sales',
			text: 'a phone call (+25) would make 74',
		});
	});

	it('is told at the end of the sentence', () => {
		expect(sentence(modelOf([base(49), once('demo', 'Asked for a demo', 'demo_request', 25)]), {})).toBe('49 of 100 (Not ready): base (+49). A demo request (+25) would make 74 (Sales hand-off).');
	});

	it('of equals is an activity, then what the model names first', () => {
		const [first, second] = [once('a', 'A', 'email_reply', 5), once('b', 'B', 'event_signup', 5)];
		const third = when('c', 'C', 5, is('country', 'NO'));
		expect(lift(modelOf([base(45), third, first, second]), {})).toMatchObject({ rule: 'a', text: 'an email reply (+5) would make 50' });
		expect(lift(modelOf([base(45), third, second, first]), {})).toMatchObject({ rule: 'b', text: 'an event signup (+5) would make 50' });
		expect(lift(modelOf([base(45), third, when('d', 'D', 5, is('size', '10'))]), {})).toMatchObject({ rule: 'c' });
	});

	it('counts what the limits leave of it', () => {
		const groups = [groupOf('g', [once('demo', 'Demo', 'demo_request', 35), when('t', 'T', 10, is('f', 'x'))], { max: 40 }), groupOf('b', [base(35)])];
		expect(lift(modelOf(groups), { attributes: { f: 'x' } })).toMatchObject({ points: 30, score: 75, text: 'a demo request (+30) would make 75' });
		const lower = [{ ...groups[0]!, max: 12 }, groups[1]!];
		expect(lift(modelOf(lower), { attributes: { f: 'x' } })).toBeNull();
	});

	it('counts what else an activity does', () => {
		const model = modelOf([base(60), once('a', 'A', 'email_reply', 2), silence]);
		expect(lift(model, { activities: [did('other', 90)] })).toMatchObject({ rule: 'silence', points: 17, score: 62, text: 'an email reply (+17) would make 62' });
	});

	it('is the one more that makes enough', () => {
		const visits = once('visits', 'Ten visits', 'page_view', 10, { minCount: 10 });
		const lead = (count: number) => ({ activities: Array.from({ length: count }, (_, index) => did('page_view', index)) });
		expect(lift(modelOf([base(45), visits]), lead(9))).toMatchObject({ points: 10, text: 'another page view (+10) would make 55' });
		expect(lift(modelOf([base(45), visits]), lead(8))).toBeNull();
		expect(lift(modelOf([base(45), { ...visits, maxCount: 10 } as Rule]), lead(10))).toBeNull();
	});

	it('is a faded activity done again', () => {
		const faded = once('demo', 'Demo', 'demo_request', 30, { decay: { percent: 50, everyDays: 30 } });
		expect(lift(modelOf([base(30), faded]), { activities: [did('demo_request', 45)] })).toMatchObject({ points: 15, text: 'another demo request (+15) would make 60' });
	});

	it.each<[string, Condition, string]>([
		['a page', { field: 'url', op: 'matches', value: '/(pricing|prices?)($|[/?#.&_-])' }, '/pricing'],
		['a form by name or title', { any: [{ field: 'form', op: 'matches', value: 'quote|tender' }, { field: 'title', op: 'equals', value: 'Quote' }] }, ''],
		['two properties', { all: [{ field: 'form.id', op: 'in', value: [7, 8] }, { field: 'tags[0]', op: 'startsWith', value: 'v' }, { not: { field: 'spam', op: 'exists' } }] }, ''],
		['a lasting visit', { all: [{ field: 'seconds', op: 'atLeast', value: 30 }, { field: 'seconds', op: 'lessThan', value: 600 }] }, ''],
	])('may ask for properties: %s', (_name, where) => {
		const model = modelOf([base(48), { ...pricing, where } as Rule]);
		expect(lift(model, {})).toMatchObject({ points: 4, text: 'a page view ("Visited the pricing page", +4) would make 52' });
	});

	it('takes the properties of what the lead did before', () => {
		const again = lift(modelOf([base(44), pricing]), { activities: [did('page_view', 9, { url: '/no/pricing' })] });
		expect(again).toMatchObject({ change: { activity: { properties: { url: '/no/pricing' } } }, text: 'another page view ("Visited the pricing page", +4) would make 52' });
	});

	it('claims nothing that it cannot make happen', () => {
		const impossible = { ...pricing, where: { all: [{ field: 'a', op: 'equals', value: 'x' }, { field: 'a', op: 'notEquals', value: 'x' }] } } as Rule;
		expect(lift(modelOf([base(48), impossible]), {})).toBeNull();
	});

	it('is no field that would take as much elsewhere', () => {
		const manager = when('manager', 'Manager', 8, { all: [{ field: 'jobTitle', op: 'contains', value: 'manager' }, { field: 'jobTitle', op: 'notContains', value: 'ceo' }] });
		const model = modelOf([base(45), when('title', 'Decision maker', 6, { field: 'jobTitle', op: 'contains', value: 'ceo' }), manager]);
		expect(lift(model, { attributes: { jobTitle: 'CEO' } })).toBeNull();
		expect(lift(model, {})).toMatchObject({ rule: 'title', points: 6 });
	});

	it('is another value only where nothing else is enough', () => {
		const size: Rule = { id: 'size', label: 'Right size', type: 'range', field: 'size', table: [{ from: 10, to: 50, points: 3 }, { from: 50, points: 9 }] };
		expect(lift(modelOf([base(45), size]), { attributes: { size: '12' } })).toMatchObject({ points: 6, change: { field: 'size', value: 50 }, text: 'another size ("Right size", +6) would make 54' });
		expect(lift(modelOf([base(45), size, demo]), { attributes: { size: '12' } })).toMatchObject({ rule: 'demo' });
	});

	it('is one more element of a list', () => {
		const interest: Rule = { id: 'i', label: 'Needs it', type: 'lookup', field: 'interest', table: [{ value: 'A', points: 3 }, { value: 'B', points: 9 }] };
		expect(lift(modelOf([base(45), interest]), { attributes: { interest: ['A'] } })).toMatchObject({ points: 6, change: { field: 'interest', value: ['A', 'B'] }, text: 'one more interest ("Needs it", +6) would make 54' });
	});

	it('leaves a lead alone whose change would disqualify it', () => {
		const model = modelOf([base(47), market], { disqualify: [{ id: 'd', when: is('country', 'NO') }] });
		expect(lift(model, {})).toMatchObject({ change: { field: 'country', value: 'SE' } });
	});

	it('counts the points missing below zero', () => {
		expect(explain(modelOf([base(-30), demo]), {}).nextBand).toMatchObject({ band: 'nurture', missing: 80, lift: null });
	});

	it.each([
		[49.4, 0, 1],
		[49.5, 0, 20],
		[49.4, 1, 0.6],
	])('raw %d with %d decimals misses %d', (points, decimals, missing) => {
		expect(explain(modelOf([base(points)], { decimals }), {}).nextBand).toMatchObject({ missing });
	});

	it('misses what rounding asks for, where a band begins between two scores', () => {
		const bands = [{ id: 'b', name: 'B', min: 49.75 }, { id: 'a', name: 'A', min: 0 }];
		expect(explain(modelOf([base(48)], { bands }), {}).nextBand).toMatchObject({ missing: 2 });
		expect(explain(modelOf([base(48)], { bands, decimals: 1 }), {}).nextBand).toMatchObject({ missing: 1.8 });
	});

	it('is found for the starter templates, through patterns as well', () => {
		const saas = starterTemplates.find(({ id }) => id === 'b2b-saas')!.model;
		// 12 for the company, 15 for the person, 25 of at most 40 for the intent: 52. A demo alone adds 15, by a form 4 more.
		const lead = { attributes: { jobTitle: 'CTO', companySize: 120, country: 'NO' }, activities: [did('trial_signup', 3)] };
		expect(explain(saas, lead).nextBand).toMatchObject({
			band: 'sales',
			missing: 18,
			lift: { rule: 'demo-form', points: 19, score: 71, text: 'a form submit ("Asked for a demo in a form", +19) would make 71' },
		});
	});
});

describe('work', () => {
	it('goes first into what promises enough', () => {
		const small = ['a', 'b', 'c', 'd'].map((id, index) => once(id, id, id, index + 1));
		const model = modelOf([base(26), ...small, once('x', 'X', 'event_signup', 30), demo, once('e', 'E', 'demo_request', 5)]);
		const activities = Array.from({ length: 20_000 }, () => did('other'));
		expect(lift(model, { activities })).toMatchObject({ rule: 'x', points: 30 });
	});

	it('is bounded for a lead with very many activities', () => {
		const saas = starterTemplates[0]!.model;
		const activities = Array.from({ length: 20_000 }, (_, index) => did('page_view', index % 300));
		const given: Lead = { attributes: { jobTitle: 'CTO' }, activities };
		const result = compileModel(saas, { review: false }).score(given, NOW);
		const start = performance.now();
		explainScore(saas, given, result);
		expect(performance.now() - start).toBeLessThan(3000);
	});
});

describe('toLocale', () => {
	it.each([
		['nb-NO', 'nb-NO'],
		[' nb_no ', 'nb-NO'],
		['EN', 'en'],
		['', null],
		['Norwegian, please', null],
	])('%j is %j', (text, locale) => expect(toLocale(text)).toBe(locale));
});
