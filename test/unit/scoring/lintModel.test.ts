import { lintModel, parseModel, starterTemplates, type Condition, type Group, type Model, type Rule } from '../../../engine';

const held: Condition = { field: 'industry', op: 'equals', value: 'SaaS' };
const attribute = (when: Condition, points = 5, more: object = {}): Rule => ({ id: 'r', type: 'attribute', when, points, ...more });
const activity = (more: object = {}): Rule => ({ id: 'r', type: 'activity', activity: 'demo_request', points: 20, per: 'once', ...more }) as Rule;

const groupOf = (rules: Rule[], more: Partial<Group> = {}): Group => ({
	id: 'g',
	name: 'Fit',
	dimension: 'fit',
	rules: rules.map((rule, index) => ({ ...rule, id: index === 0 ? rule.id : `${rule.id}${index + 1}` })),
	...more,
});

function modelOf(groups: Group[], more: Partial<Model> = {}): Model {
	const bands = [{ id: 'all', name: 'All', min: 0 }];
	const model: Model = { format: 1, id: 'm', name: 'M', version: 1, bands, groups: groups.map((group, index) => ({ ...group, id: `g${index}`, rules: group.rules.map((rule) => ({ ...rule, id: `${rule.id}-${index}` })) })), ...more };
	expect(parseModel(model)).toEqual({ ok: true, model });
	return model;
}

const lint = (groups: Group[], more: Partial<Model> = {}) => lintModel(modelOf(groups, more)).map(({ path, code, message }) => ({ path, code, message }));
const lintRule = (rule: Rule) => lint([groupOf([rule])]);
const lintWhen = (when: Condition) => lintRule(attribute(when));

const on = (op: string, value?: unknown, field = 'f'): Condition => ({ field, op, ...(value === undefined ? {} : { value }) }) as Condition;
const lookup = (values: [unknown, number][], otherwise?: number): Rule =>
	({ id: 'r', type: 'lookup', field: 'f', table: values.map(([value, points]) => ({ value, points })), ...(otherwise === undefined ? {} : { otherwise }) }) as Rule;
const range = (rows: [number | null, number | null, number][], otherwise?: number): Rule =>
	({
		id: 'r',
		type: 'range',
		field: 'f',
		table: rows.map(([from, to, points]) => ({ ...(from === null ? {} : { from }), ...(to === null ? {} : { to }), points })),
		...(otherwise === undefined ? {} : { otherwise }),
	}) as Rule;

describe('a model without idle parts', () => {
	it.each(starterTemplates)('template $id has nothing to warn of', ({ model }) => expect(lintModel(model)).toEqual([]));

	it.each<[string, Condition]>([
		['two values of a list', { all: [on('equals', 'a'), on('equals', 'b')] }],
		['texts that a list can hold', { all: [on('startsWith', 'a'), on('notEquals', 'b')] }],
		['the next 90 days', { all: [on('olderThanDays', -90), { not: on('olderThanDays', 1) }] }],
		['a part of a list but not the whole', { all: [on('in', ['a', 'b']), on('notEquals', 'a')] }],
		['opposites on two fields', { all: [on('equals', 'a'), on('notEquals', 'a', 'g')] }],
		['every lead, said as such', { all: [] }],
		['neighbouring numbers', { all: [on('atLeast', 5), on('atMost', 5)] }],
	])('%s: no warning', (_name, when) => expect(lintWhen(when)).toEqual([]));

	it.each<[string, Rule]>([
		['points for anything, up to a limit', activity({ per: 'each', points: 4, limit: 12 })],
		['all points for a week, then none', activity({ decay: { percent: 100, everyDays: 7 } })],
		['a decay that begins on the last day', activity({ decay: { percent: 50, everyDays: 30 }, withinDays: 30 })],
		['a row without points before "otherwise"', lookup([['a', 0], ['b', 3]], 1)],
		['rows out of order', range([[50, null, 8], [10, null, 5]])],
		['a gap', range([[0, 10, 1], [11, 20, 2]])],
		['spellings of yes beside true', lookup([['yes', 3], [true, 5]])],
	])('%s: no warning', (_name, rule) => expect(lintRule(rule)).toEqual([]));
});

describe('rules that never give points', () => {
	it.each<[string, Rule, string]>([
		['no points', attribute(held, 0), '"r-0" never gives points: it gives 0 points. Mend or remove the rule.'],
		['no points for silence', { id: 'r', type: 'inactivity', days: 60, points: 0 }, 'it gives 0 points'],
		['an empty list', attribute(on('in', [])), 'its list is empty'],
		['an empty alternative', attribute({ any: [] }), 'it has no alternatives'],
		['equal to a blank text', attribute(on('equals', ' ')), 'to ask for a missing value, use "notExists"'],
		['a domain with @', attribute(on('emailDomainIn', ['@acme.no'])), 'a domain has no "@" in it'],
		['days that never were', attribute(on('withinLastDays', -30)), 'for days to come, use "olderThanDays" with a negative number'],
		['opposites', attribute({ all: [on('equals', 'SaaS'), on('notIn', ['saas', 'x'])] }), '"f is "SaaS"" and "f is none of "saas", "x"" exclude each other'],
		['opposites apart', attribute({ all: [on('atLeast', 100), { all: [held, { not: on('greaterThan', 50) }] }] }), 'exclude each other'],
		['a value that is missing', attribute({ all: [on('matches', 'x'), on('notExists')] }), 'exclude each other'],
		['none of the alternatives', attribute({ all: [{ any: [on('equals', 'a'), on('equals', 'b')] }, on('notIn', ['a', 'b', 'c'])] }), 'exclude each other'],
		['an activity that cannot be', activity({ where: on('in', []) }), 'its list is empty'],
		['an empty table', lookup([]), 'none of its rows gives points'],
		['a table of nothing', range([[0, 10, 0]]), 'none of its rows gives points'],
	])('%s', (_name, rule, message) => {
		expect(lintRule(rule)).toEqual([{ path: 'groups[0].rules[0]', code: 'ruleNeverFires', message: expect.stringContaining(message) }]);
	});

	it('are told by their label', () => {
		expect(lintRule(attribute(held, 0, { label: 'Right industry' }))[0]!.message).toMatch(/^"Right industry" never gives points/);
	});
});

describe('conditions', () => {
	it.each<[string, Condition, string, string, string]>([
		['always true', on('notIn', []), 'groups[0].rules[0].when', 'conditionAlwaysHolds', 'every lead gets these points: its list is empty'],
		['one or the other', { any: [on('in', ['a']), on('notEquals', 'A')] }, 'groups[0].rules[0].when', 'conditionAlwaysHolds', 'any lead meets'],
		['a dead alternative', { any: [held, on('equals', '')] }, 'groups[0].rules[0].when.any[1]', 'conditionNeverHolds', 'never holds'],
		['an idle demand', { all: [held, on('notEquals', '')] }, 'groups[0].rules[0].when.all[1]', 'conditionAlwaysHolds', 'always holds'],
		['a dead alternative turned round', { not: { all: [held, on('notEquals', '')] } }, 'groups[0].rules[0].when.not.all[1]', 'conditionAlwaysHolds', 'always holds'],
		['a dead entry', on('in', ['a', '']), 'groups[0].rules[0].when.value[1]', 'entryNeverMatches', '"" in the list for f matches nothing'],
		['a dead entry turned round', { not: on('emailDomainIn', ['acme.no', '@gmail.com']) }, 'groups[0].rules[0].when.not.value[1]', 'entryNeverMatches', '"@gmail.com" in the list'],
		['numbers apart', { all: [on('atLeast', 100), on('lessThan', 50)] }, 'groups[0].rules[0].when', 'conditionForListsOnly', '"f is at least 100" and "f is below 50" hold together only where the field holds a list'],
		['a number outside', { all: [on('in', [5, '10']), on('between', [11, 20])] }, 'groups[0].rules[0].when', 'conditionForListsOnly', 'never for a single value'],
		['dates apart', { all: [on('before', '2026-01-01'), on('after', '2026-01-01')] }, 'groups[0].rules[0].when', 'conditionForListsOnly', 'hold together only'],
	])('%s', (_name, when, path, code, message) => {
		expect(lintWhen(when)).toEqual([{ path, code, message: expect.stringContaining(message) }]);
	});

	it('of an activity that are always true', () => {
		expect(lintRule(activity({ where: { any: [on('exists'), on('notExists')] } }))).toEqual([
			{ path: 'groups[0].rules[0].where', code: 'conditionAlwaysHolds', message: expect.stringContaining('"where" holds for every activity') },
		]);
	});
});

describe('rows', () => {
	it.each<[string, Rule, number, string]>([
		['the same text', lookup([['SaaS', 5], [' saas', 5]]), 1, 'row 1 already stands for " saas", so row 2 is never used'],
		['the same number', lookup([[250, 5], ['x', 1], ['2.5e2', 3]]), 2, 'row 1 already stands for "2.5e2"'],
		['a spelling of true', lookup([[true, 5], ['Yes', 4]]), 1, 'row 1 already stands'],
		['a blank value', lookup([['x', 5], ['', 4]]), 1, 'a blank value is no value, which gives 0 points'],
		['inside an earlier range', range([[0, 100, 5], [10, 50, 8]]), 1, 'the rows above row 2 cover all of its numbers'],
		['inside two earlier ranges', range([[0, 10, 5], [10, 20, 6], [5, 15, 8]]), 2, 'the rows above row 3'],
		['after an open range', range([[10, null, 5], [50, null, 8]]), 1, 'the rows above row 2'],
	])('never used: %s', (_name, rule, row, message) => {
		expect(lintRule(rule)).toEqual([{ path: `groups[0].rules[0].table[${row}]`, code: 'rowNeverUsed', message: expect.stringContaining(message) }]);
	});

	it('repeated with more points count for lists alone', () => {
		expect(lintRule(lookup([['SaaS', 5], ['saas', 9]]))).toEqual([
			{ path: 'groups[0].rules[0].table[1]', code: 'rowForListsOnly', message: expect.stringContaining('so row 2 counts only where f is a list') },
		]);
	});

	it('that cover every number leave nothing to "otherwise"', () => {
		expect(lintRule(range([[null, 10, 1], [10, null, 2]], 3))).toEqual([
			{ path: 'groups[0].rules[0].otherwise', code: 'otherwiseNeverUsed', message: expect.stringContaining('a missing number gives 0 points') },
		]);
	});
});

describe('parts of activity rules', () => {
	it.each<[string, Rule, string, string, string]>([
		['a limit on one time', activity({ limit: 25 }), 'limit', 'limitNeverReached', 'the limit of 25 is never reached: 20 points are the most'],
		['a limit beyond the count', activity({ per: 'each', points: 4, maxCount: 5, limit: 21 }), 'limit', 'limitNeverReached', '20 points are the most'],
		['a decay of nothing', activity({ decay: { percent: 0, everyDays: 30 } }), 'decay', 'decayNeverBegins', 'it takes 0 percent'],
		['a decay after the window', activity({ decay: { percent: 50, everyDays: 31 }, withinDays: 30 }), 'decay', 'decayNeverBegins', 'only activities of the last 30 days count'],
		['a half-life of a minute', activity({ decay: { halfLifeDays: 1 / 1440 } }), 'decay', 'decayAtOnce', 'less than 1% of the points is left'],
		['all at once', activity({ decay: { percent: 100, everyDays: 0.01 } }), 'decay', 'decayAtOnce', 'the decay is told in days'],
	])('%s', (_name, rule, part, code, message) => {
		expect(lintRule(rule)).toEqual([{ path: `groups[0].rules[0].${part}`, code, message: expect.stringContaining(message) }]);
	});

	it('come after what is wrong, as notes', () => {
		const found = lintModel(modelOf([groupOf([activity({ limit: 25 }), attribute(held, 0)])]));
		expect(found.map(({ code, severity }) => [code, severity])).toEqual([['ruleNeverFires', 'warning'], ['limitNeverReached', 'note']]);
	});
});

describe('groups', () => {
	it('of penalties that a min of 0 takes away', () => {
		expect(lint([groupOf([attribute(held, -10), { id: 's', type: 'inactivity', days: 60, points: -15 }], { name: 'Warning signs', min: 0 })])).toEqual([
			{
				path: 'groups[0].min',
				code: 'groupTotalFixed',
				message: '"Warning signs" gives every lead 0 points, whatever its rules say: they give never more than 0, and its "min" is 0. Change "min" or remove the rules.',
			},
		]);
	});

	it('whose limits meet', () => {
		expect(lint([groupOf([attribute(held, 10)], { min: 3, max: 3 })])).toMatchObject([{ path: 'groups[0].min', code: 'groupTotalFixed' }]);
	});

	it('that are always at their max', () => {
		const found = lint([groupOf([attribute({ all: [] }, 50), attribute(held, 10), attribute(on('exists'), -5)], { max: 45 })]);
		expect(found).toEqual([{ path: 'groups[0].max', code: 'groupTotalFixed', message: expect.stringContaining('they give never less than 45, and its "max" is 45') }]);
	});

	it('that only nearly are, give no warning', () => {
		expect(lint([groupOf([attribute({ all: [] }, 50), attribute(held, 10), attribute(on('exists'), -6)], { max: 45 })])).toEqual([]);
	});

	it.each<[string, Rule[], Partial<Group>, number[]]>([
		['a rule within one that fills the group', [attribute(on('in', ['NO', 'SE']), 20), attribute(on('equals', 'NO'), 10)], { max: 20 }, [1]],
		['a penalty within one that empties it', [attribute(on('exists'), -20), attribute(on('equals', 'x'), -10)], { min: -20 }, [1]],
		['a rule beside a penalty that excludes it', [attribute(on('exists'), 20), attribute(on('equals', 'x'), 10), attribute(on('notEquals', 'x'), -20)], { max: 20 }, [1]],
		['a rule beside a penalty', [attribute(on('exists'), 20), attribute(on('equals', 'x'), 10), attribute(held, -5)], { max: 20 }, []],
		['a rule within one that nearly fills it', [attribute(on('exists'), 19), attribute(on('equals', 'x'), 10)], { max: 20 }, []],
		['a base beside a base that fills the group', [attribute({ all: [] }, 20), attribute({ all: [] }, 10)], { max: 20 }, [1]],
	])('%s', (_name, rules, limits, idle) => {
		const found = lint([groupOf(rules, limits)]);
		expect(found.map(({ path, code }) => [path, code])).toEqual(idle.map((index) => [`groups[0].rules[${index}]`, 'ruleNeverMatters']));
		if (idle.length > 0) expect(found[0]!.message).toContain('never changes the score: whenever it gives points, the other rules of "Fit" are at its');
	});
});

describe('duplicates', () => {
	it('are rules that differ in name alone', () => {
		const once = { id: 'r', label: 'Demo', type: 'activity' as const, activity: 'demo_request', points: 20, per: 'once' as const };
		const again = { ...once, id: 'x', label: 'Asked for a demo', activity: [' Demo_Request'], minCount: 1 };
		expect(lint([groupOf([once]), groupOf([again])])).toEqual([
			{
				path: 'groups[1].rules[0]',
				code: 'duplicateRule',
				message: '"Asked for a demo" does the same as "Demo" (groups[0].rules[0]), so a lead gets the points twice. Remove one of them, or raise the points of one.',
			},
		]);
	});

	it('whatever the order of keys', () => {
		const turned = { points: 5, when: { value: 'SaaS', op: 'equals', field: 'industry' }, type: 'attribute', id: 'x' } as Rule;
		expect(lint([groupOf([attribute(held), turned])])).toMatchObject([{ path: 'groups[0].rules[1]', code: 'duplicateRule' }]);
	});

	it.each([{ points: 6 }, { limit: 5 }, { withinDays: 30 }, { per: 'each' }, { decay: { halfLifeDays: 5 } }, { activity: ['demo_request', 'call'] }])('are not rules that differ by %j', (more) => {
		expect(lint([groupOf([activity(), activity(more)])]).filter(({ code }) => code === 'duplicateRule')).toEqual([]);
	});
});

describe('disqualify entries', () => {
	const entries = (...conditions: Condition[]) => ({ disqualify: conditions.map((when, index) => ({ id: `d${index}`, label: `D${index}`, when })) });
	it.each<[string, Condition[], string, string, string]>([
		['identical', [held, held], 'disqualify[1].when', 'disqualifyNeverDecides', '"D1" never decides: whenever it holds, "D0" above it holds too'],
		['narrower', [{ any: [on('emailDomainIn', ['acme.no']), held] }, { all: [on('emailDomainIn', ['sub.acme.no']), on('exists')] }], 'disqualify[1].when', 'disqualifyNeverDecides', '"D0" above'],
		['impossible', [on('equals', ''), held], 'disqualify[0].when', 'conditionNeverHolds', '"D0" never disqualifies a lead'],
		['for all', [held, { all: [] }], 'disqualify[1].when', 'disqualifiesEveryLead', '"D1" disqualifies every lead: it asks for nothing'],
	])('%s', (_name, conditions, path, code, message) => {
		expect(lint([groupOf([attribute(held)])], entries(...conditions))).toEqual([{ path, code, message: expect.stringContaining(message) }]);
	});

	it('wider than an earlier one are fine', () => {
		expect(lint([groupOf([attribute(held)])], entries(on('equals', 'a'), on('in', ['a', 'b'])))).toEqual([]);
	});
});

describe('bands', () => {
	const bands = [{ id: 'sales', name: 'Sales hand-off', min: 70 }, { id: 'nurture', name: 'Nurture', min: 50 }, { id: 'cold', name: 'Not ready', min: 0 }];
	const fit = groupOf([attribute(held, 40)], { max: 30 });
	const engagement = groupOf([activity({ points: 25 })], { name: 'Engagement', dimension: 'engagement' });

	it('that no lead reaches', () => {
		expect(lint([fit, engagement], { bands })).toEqual([
			{
				path: 'bands[0].min',
				code: 'bandNeverReached',
				message: 'No lead can reach "Sales hand-off" (70): the groups give 55 at most (Fit 30, Engagement 25). Lower its "min", or raise points or the groups\' "max".',
			},
		]);
	});

	it('of a model without groups', () => {
		const messages = lint([], { bands }).map(({ message }) => message);
		expect(messages[0]).toBe('No lead can reach "Sales hand-off" (70): the model has no groups of rules. Lower its "min", or raise points or the groups\' "max".');
	});

	it('of a model that names none', () => {
		const model = modelOf([fit, engagement]);
		delete model.bands;
		expect(lintModel(model)).toMatchObject([{ path: 'bands', code: 'bandNeverReached' }]);
	});

	it.each([
		['reached by rounding', 69.5, 0, []],
		['missed by rounding', 69.4, 0, ['bands[0].min']],
		['missed with decimals', 69.5, 1, ['bands[0].min']],
	])('%s', (_name, points, decimals, paths) => {
		expect(lint([groupOf([attribute(held, points)])], { bands, decimals }).map(({ path }) => path)).toEqual(paths);
	});

	it('without a limit are all within reach', () => {
		expect(lint([groupOf([activity({ per: 'each', points: 1 })])], { bands })).toEqual([]);
		expect(lint([groupOf([activity({ per: 'each', points: 1, limit: 50 })])], { bands })).toMatchObject([{ path: 'bands[0].min' }]);
		expect(lint([groupOf([activity({ per: 'each', points: 1, maxCount: 50 })])], { bands })).toMatchObject([{ path: 'bands[0].min' }]);
	});

	it('that every lead is above', () => {
		expect(lint([groupOf([attribute({ all: [] }, 50), attribute(held, 30)])], { bands })).toEqual([
			{ path: 'bands[2].min', code: 'bandNeverReached', message: expect.stringContaining('No lead can be in "Not ready" (0): the groups give 50 at least (Fit 50)') },
		]);
	});

	it.each([
		[19, null],
		[20, 'A lead in "Sales hand-off" (70) keeps that band down to 50, so it can never fall to "Nurture" (50). Make "holdMargin" smaller than 20.'],
		[50, 'A lead in "Nurture" (50) keeps that band down to 0, so it can never fall to "Not ready" (0). Make "holdMargin" smaller than 50.'],
	])('held by a margin of %d', (holdMargin, message) => {
		const found = lint([groupOf([attribute(held, 90)])], { bands, holdMargin });
		expect(found).toEqual(message === null ? [] : [{ path: 'holdMargin', code: 'holdMarginSkipsBand', message }]);
	});
});

describe('grades and segments', () => {
	const grades: NonNullable<Model['grades']> = {
		fit: [{ grade: 'A', min: 35 }, { grade: 'B', min: 15 }, { grade: 'C', min: 0 }],
		engagement: [{ grade: '1', min: 10 }, { grade: '2', min: 0 }],
	};
	const groups = [groupOf([attribute(held, 30)]), groupOf([activity()], { dimension: 'engagement' })];
	const segment = (...listed: string[][]) => listed.map((each, index) => ({ id: `s${index}`, name: `S${index}`, grades: each }));

	it('beyond reach', () => {
		expect(lint(groups, { grades, segments: segment(['A1', 'B1']) })).toEqual([
			{ path: 'grades.fit[0]', code: 'gradeNeverReached', message: 'No lead gets grade "A" for fit by this row: it starts at 35, and the groups give 30 at most. Change its "min" or remove it.' },
			{ path: 'segments[0].grades[0]', code: 'segmentGradeNeverOccurs', message: '"S0" lists "A1", which no lead can get. Lower the grades\' "min", or remove it.' },
		]);
	});

	it('that start together', () => {
		const twice = { ...grades, fit: [{ grade: 'B', min: 15 }, { grade: 'X', min: 15 }, { grade: 'C', min: 0 }] };
		expect(lint(groups, { grades: twice })).toEqual([{ path: 'grades.fit[1]', code: 'gradeNeverReached', message: expect.stringContaining('"B" starts at 15 too') }]);
	});

	it('below every lead', () => {
		const raised = [groupOf([attribute({ all: [] }, 20), attribute(held, 20)]), groups[1]!];
		expect(lint(raised, { grades })).toEqual([{ path: 'grades.fit[2]', code: 'gradeNeverReached', message: expect.stringContaining('the groups give 20 at least, which is "B"') }]);
	});

	it('the lowest of which also takes what lies below it', () => {
		const below = [groupOf([attribute(held, -30)]), groups[1]!];
		expect(lint(below, { grades: { ...grades, fit: [{ grade: 'C', min: 0 }] } })).toEqual([]);
	});

	it('unknown, or taken', () => {
		const reached = { ...grades, fit: grades.fit.slice(1) };
		expect(lint(groups, { grades: reached, segments: segment(['B1', 'D9'], ['C1', 'B1']) })).toEqual([
			{ path: 'segments[0].grades[1]', code: 'segmentGradeNeverOccurs', message: '"S0" lists "D9", which is no grade of this model (B1, B2, C1, C2). Mend or remove it.' },
			{ path: 'segments[1].grades[1]', code: 'segmentGradeTaken', message: '"S1" lists "B1", which "S0" above lists already: the first counts. Remove it from one of them.' },
		]);
	});

	it('segments of a model without grades', () => {
		expect(lint(groups, { segments: segment(['A1']) })).toMatchObject([{ path: 'segments', code: 'segmentsWithoutGrades' }]);
	});
});

describe('large models', () => {
	it('with 1,000 rules, deep conditions and long tables are checked before the test runs out of time', () => {
		const wide = (op: string): Condition => ({ any: Array.from({ length: 3000 }, (_, index) => on(op, `v${index}`)) });
		const deep = Array.from({ length: 8 }).reduce<Condition>((inner, _, index) => (index % 2 === 0 ? { all: [inner, held] } : { any: [inner, held] }), held);
		const rules: Rule[] = Array.from({ length: 996 }, (_, index) => attribute(deep, index + 1));
		const table = Array.from({ length: 20_000 }, (_, index): [number, number, number] => [index * 2, index * 2 + 1, index]);
		rules.push(attribute({ all: [wide('contains'), { not: wide('contains') }] }), attribute({ all: [wide('equals'), wide('startsWith')] }));
		rules.push(range(table), lookup(table.map(([value]) => [value, 1])));
		expect(lintModel(modelOf([groupOf(rules, { max: 1e9 })]))).toEqual(expect.any(Array));
	});
});
