import { parseModel } from '../../../engine';

const model = {
	format: 1,
	id: 'm',
	name: 'M',
	version: 1,
	groups: [
		{ id: 'fit', name: 'Fit', dimension: 'fit', rules: [{ id: 'title', type: 'attribute', when: { field: 'jobTitle', op: 'exists' }, points: 5 }] },
		{
			id: 'engagement',
			name: 'Engagement',
			dimension: 'engagement',
			rules: [{ id: 'demo', type: 'activity', activity: 'demo_request', per: 'once', points: 20 }],
		},
	],
};

const withRule = (rule: object) => ({ ...model, groups: [{ ...model.groups[0], rules: [{ id: 'r', points: 1, ...rule }] }] });
const withCondition = (when: unknown) => withRule({ type: 'attribute', when });
const issuesOf = (json: unknown) => {
	const parsed = parseModel(json);
	return parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path}: ${message}`);
};

const nested = (depth: number): object => (depth === 1 ? { field: 'a', op: 'exists' } : { not: nested(depth - 1) });

describe('parseModel', () => {
	it('gives a good model back as it came in', () => expect(parseModel(model)).toEqual({ ok: true, model }));

	it('reports every problem at once, each with its path', () => {
		const bad = {
			...model,
			version: 0,
			colour: 'red',
			groups: [
				model.groups[0],
				{
					id: 'fit',
					name: '',
					dimension: 'who',
					min: 10,
					max: 5,
					rules: [
						{ id: 'title', type: 'attribute', when: { all: [{ field: 'a..b', op: 'exists' }, { field: 'x', op: 'matches', value: '(' }] }, points: 'ten' },
						{ id: 'r 2', type: 'activity', activity: [], per: 'both', points: 1, decay: { halfLifeDays: 0 }, minCount: 3, maxCount: 2 },
					],
				},
			],
			bands: [{ id: 'disqualified', name: 'Hot', min: 50 }, { id: 'cold', name: 'Cold', min: 500 }],
		};
		const issues = issuesOf(bad);
		for (const start of [
			'version: expected a whole number, 1 or more, got 0',
			'colour: unknown key',
			'groups[1].id: "fit" is used twice',
			'groups[1].name: expected a text that is not blank, got ""',
			'groups[1].dimension: expected "fit" or "engagement", got "who"',
			'groups[1].min: 10 must be at most "max", which is 5',
			'groups[1].rules[0].id: "title" is used twice',
			'groups[1].rules[0].points: expected a finite number, got "ten"',
			'groups[1].rules[0].when.all[0].field: expected a field path',
			'groups[1].rules[0].when.all[1].value: expected a regular expression (RE2 syntax), got "("',
			'groups[1].rules[1].id: expected an id',
			'groups[1].rules[1].activity: expected an activity type or a list of them, got an empty list',
			'groups[1].rules[1].per: expected "each" or "once", got "both"',
			'groups[1].rules[1].decay.halfLifeDays: expected a number above 0, got 0',
			'groups[1].rules[1].minCount: 3 must be at most "maxCount", which is 2',
			'bands[0].id: "disqualified" is reserved',
			'bands[1].min: 500 is above the scale',
			'bands: expected one band with "min" 0',
		]) {
			expect(issues).toContainEqual(expect.stringContaining(start));
		}
		expect(issues).toHaveLength(18);
	});

	it.each<[string, unknown, string]>([
		['null', null, ': expected an object, got null'],
		['a list', [], ': expected an object, got an empty list'],
		['another format', { ...model, format: 2 }, 'format: expected 1, the only model format, got 2'],
		['no groups', { ...model, groups: undefined }, 'groups: expected a list, got nothing'],
		['infinite points', withRule({ type: 'attribute', when: nested(1), points: Infinity }), 'groups[0].rules[0].points: expected a finite number, got Infinity'],
		['an unknown rule type', withRule({ type: 'magic' }), 'groups[0].rules[0].type: expected a rule of type attribute, lookup'],
		['a rule without condition', withRule({ type: 'attribute' }), 'groups[0].rules[0].when: expected a condition'],
		['an unknown operator', withCondition({ field: 'a', op: 'is', value: 1 }), 'groups[0].rules[0].when.op: expected one of exists, notExists'],
		['an inherited name as operator', withCondition({ field: 'a', op: 'constructor', value: 1 }), 'groups[0].rules[0].when.op: expected one of'],
		['a text where a number belongs', withCondition({ field: 'a', op: 'atLeast', value: 'many' }), 'groups[0].rules[0].when.value: expected a finite number, got "many"'],
		['bounds the wrong way', withCondition({ field: 'a', op: 'between', value: [9, 1] }), 'groups[0].rules[0].when.value: expected the low bound first'],
		['no list', withCondition({ field: 'a', op: 'in', value: 'x' }), 'groups[0].rules[0].when.value: expected a list'],
		['no date', withCondition({ field: 'a', op: 'before', value: '31.12.2026' }), 'groups[0].rules[0].when.value: expected an ISO 8601 date'],
		['both all and any', withCondition({ all: [], any: [] }), 'groups[0].rules[0].when: expected one of "all", "any" and "not"'],
		['eleven levels', withCondition(nested(11)), 'conditions may nest 10 deep at most'],
		['a key that is none', withCondition({ field: 'a', op: 'exists', valeu: 1 }), 'groups[0].rules[0].when.valeu: unknown key'],
		['a range upside down', withRule({ type: 'range', field: 'a', table: [{ from: 5, to: 5, points: 1 }] }), 'groups[0].rules[0].table[0].from: 5 must be below "to", which is 5'],
		['stepwise decay without a period', withRule({ type: 'activity', activity: 'a', per: 'each', decay: { percent: 120 } }), 'groups[0].rules[0].decay.everyDays: expected a number above 0, got nothing'],
		['two bands from the same score', { ...model, bands: [{ id: 'a', name: 'A', min: 0 }, { id: 'b', name: 'B', min: 0 }] }, 'bands[1].min: 0 is used twice'],
		['a scale finer than the score', { ...model, scale: 99.5 }, 'scale: 99.5 has more decimals than the score, which has 0'],
		['51 groups', { ...model, groups: Array.from({ length: 51 }, (_, i) => ({ ...model.groups[0], id: `g${i}`, rules: [] })) }, 'groups: 51 groups; a model has 50 at most'],
		['1,001 rules', { ...model, groups: [{ ...model.groups[0], rules: Array.from({ length: 1001 }, (_, i) => ({ ...model.groups[0]!.rules[0], id: `r${i}` })) }] }, 'groups: 1001 rules in all; a model has 1000 at most'],
	])('refuses %s', (_name, json, issue) => expect(issuesOf(json)).toContainEqual(expect.stringContaining(issue)));

	it('takes ten levels of conditions', () => expect(issuesOf(withCondition(nested(10)))).toEqual([]));

	it('takes an inherited name as a key for what it is: unknown', () => {
		const json: unknown = JSON.parse(JSON.stringify(model).replace('"format":1', '"format":1,"__proto__":{"scale":5},"constructor":1'));
		expect(issuesOf(json).map((issue) => issue.split(':')[0]).sort()).toEqual(['__proto__', 'constructor']);
	});

	it('survives nesting that would exhaust the stack', () => {
		let when: unknown = {};
		for (let depth = 0; depth < 100_000; depth++) when = { not: when };
		expect(issuesOf(withCondition(when))).toHaveLength(1);
	});

	it('survives a list of very many problems', () => {
		const when = { any: Array.from({ length: 200_000 }, () => 0) };
		expect(issuesOf(withCondition(when))).toEqual([expect.stringContaining('too many problems to list')]);
	});
});
