import fc from 'fast-check';
import { compileModel, parseModel, type Lead, type Model } from '../../../engine';
import { anyLead, anyModel, anyPreviousBand, NOW } from './arbitraries';

const score = (model: Model, lead: Lead, previousBand: string | null = null) => compileModel(model).score(lead, NOW, previousBand);

const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

const frozen = <Value>(value: Value): Value => {
	if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
	return value;
};

/** JSON with the names that attacks use among its keys, as `JSON.parse` makes them. */
const anyJson = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text.replace(/"":/g, '"__proto__":')) as unknown);

describe('what always holds', () => {
	it('random models are valid', () => {
		fc.assert(fc.property(anyModel, (model) => expect(parseModel(model)).toEqual({ ok: true, model })));
	});

	it('the score lies within the scale and has no more decimals than asked for', () => {
		fc.assert(
			fc.property(anyModel, anyLead, (model, lead) => {
				const result = score(model, lead);
				expect(result.score).toBeGreaterThanOrEqual(0);
				expect(result.score).toBeLessThanOrEqual(model.scale!);
				expect(Number(result.score.toFixed(model.decimals))).toBe(result.score);
			}),
		);
	});

	it('the same input gives the same result, also after other leads', () => {
		fc.assert(
			fc.property(anyModel, anyLead, anyLead, anyPreviousBand, (model, lead, other, previousBand) => {
				const scorer = compileModel(model);
				const first = scorer.score(lead, NOW, previousBand);
				scorer.score(other, NOW + 12_345, null);
				expect(scorer.score(lead, NOW, previousBand)).toEqual(first);
				expect(score(structuredClone(model), structuredClone(lead), previousBand)).toEqual(first);
			}),
		);
	});

	it('a result consists of plain objects, and stays as it is when others are scored', () => {
		fc.assert(
			fc.property(anyModel, anyLead, anyLead, (model, lead, other) => {
				const scorer = compileModel(model);
				const result = scorer.score(lead, NOW);
				const copy = structuredClone(result);
				scorer.score(other, NOW + 1);
				expect(result).toStrictEqual(copy);
			}),
		);
	});

	it('contributions and clamps add up to raw', () => {
		fc.assert(
			fc.property(anyModel, anyLead, (model, lead) => {
				const { groups, contributions, fit, engagement, adjustment, raw } = score(model, lead);
				for (const [index, { id, points, uncapped }] of groups.entries()) {
					const { min = -Infinity, max = Infinity } = model.groups[index]!;
					const given = contributions.filter(({ group }) => group === id).reduce((sum, { points: one }) => sum + one, 0);
					expect(close(given, uncapped)).toBe(true);
					expect(points).toBe(Math.min(Math.max(uncapped, min), max));
				}
				expect(close(fit + engagement + adjustment, raw)).toBe(true);
				expect(close(groups.reduce((sum, { points }) => sum + points, 0) + adjustment, raw)).toBe(true);
			}),
		);
	});

	it('contributions come largest first, ties in model order, none without points', () => {
		fc.assert(
			fc.property(anyModel, anyLead, (model, lead) => {
				const order = model.groups.flatMap(({ rules }) => rules.map(({ id }) => id));
				const { contributions } = score(model, lead);
				contributions.forEach(({ rule, points }, index) => {
					expect(points).not.toBe(0);
					const next = contributions[index + 1];
					if (!next) return;
					const larger = Math.abs(points) - Math.abs(next.points);
					expect(larger > 0 || (larger === 0 && order.indexOf(rule) < order.indexOf(next.rule))).toBe(true);
				});
			}),
		);
	});

	it('one more match of a positive rule never lowers its group', () => {
		fc.assert(
			fc.property(anyModel, anyLead, fc.integer({ min: 1, max: 40 }), fc.constantFrom('each' as const, 'once' as const), fc.nat(100), (model, lead, points, per, age) => {
				const rule = { id: 'extra', type: 'activity' as const, activity: 'extra', per, points, decay: { halfLifeDays: 30 } };
				const [first = { id: 'g', name: 'G', dimension: 'fit' as const, rules: [] }, ...rest] = model.groups;
				const widened: Model = { ...model, groups: [{ ...first, rules: [rule] }, ...rest] };
				const activity = { type: 'extra', at: NOW - age * 86_400_000 };
				const before = score(widened, { ...lead, activities: [...lead.activities!, activity] });
				const after = score(widened, { ...lead, activities: [...lead.activities!, activity, { ...activity, at: NOW }] });
				expect(after.groups[0]!.points).toBeGreaterThanOrEqual(before.groups[0]!.points);
			}),
		);
	});

	it('neither the model nor the lead is changed', () => {
		fc.assert(
			fc.property(anyModel, anyLead, (model, lead) => {
				const copies = structuredClone({ model, lead });
				score(frozen(model), frozen(lead));
				expect({ model, lead }).toEqual(copies);
			}),
		);
	});

	it('leaving the explanation out changes nothing but the contributions', () => {
		fc.assert(
			fc.property(anyModel, anyLead, anyPreviousBand, (model, lead, previousBand) => {
				const plain = compileModel(model, { explain: false }).score(lead, NOW, previousBand);
				expect(plain).toEqual({ ...score(model, lead, previousBand), contributions: [] });
			}),
		);
	});

	it('any JSON as a model gives an answer', () => {
		fc.assert(
			fc.property(anyJson, (json) => {
				const parsed = parseModel(json);
				expect(parsed.ok || parsed.issues.every(({ path, message }) => typeof path === 'string' && message !== '')).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it('any JSON anywhere in a model gives an answer, and what is accepted can score', () => {
		fc.assert(
			fc.property(anyModel, anyJson, fc.nat(), anyLead, (model, json, at, lead) => {
				const keys = Object.keys(model);
				const spoilt: unknown = { ...model, [keys[at % keys.length]!]: json };
				const parsed = parseModel(spoilt);
				if (parsed.ok) expect(Number.isFinite(score(parsed.model, lead).score)).toBe(true);
				else expect(parsed.issues.length).toBeGreaterThan(0);
			}),
			{ numRuns: 500 },
		);
	});

	it('any JSON as a lead, or in a part of one, gets a score', () => {
		fc.assert(
			fc.property(anyModel, anyJson, fc.constantFrom('whole', 'attributes', 'activities', 'adjustments', 'one'), (model, json, where) => {
				const spoilt = where === 'whole' ? json : where === 'one' ? { attributes: {}, activities: [json], adjustments: [json] } : { attributes: {}, [where]: json };
				const result = score(model, spoilt as Lead);
				for (const number of [result.score, result.raw, result.fit, result.engagement, result.adjustment]) {
					expect(Number.isFinite(number)).toBe(true);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('inherited names never resolve, whatever the lead', () => {
		const paths = ['__proto__', 'constructor', 'toString', 'company.__proto__', 'company.constructor.name', 'tags.map', '__proto__.polluted'];
		fc.assert(
			fc.property(fc.constantFrom(...paths), anyLead, (path, lead) => {
				const model: Model = {
					format: 1,
					id: 'm',
					name: 'M',
					version: 1,
					groups: [{ id: 'g', name: 'G', dimension: 'fit', rules: [{ id: 'r', type: 'attribute', when: { field: path, op: 'exists' }, points: 9 }] }],
				};
				expect(parseModel(model).ok).toBe(true);
				expect(score(model, lead).raw).toBe((lead.adjustments ?? []).reduce((sum, { points }) => sum + points, 0));
			}),
		);
	});

	it('points too large to add up still give a score within the scale', () => {
		const huge = (id: string, points: number) => ({ id, type: 'attribute' as const, when: { all: [] }, points });
		const model: Model = {
			format: 1,
			id: 'm',
			name: 'M',
			version: 1,
			groups: [
				{ id: 'a', name: 'A', dimension: 'fit', rules: [huge('a1', Number.MAX_VALUE), huge('a2', Number.MAX_VALUE)] },
				{ id: 'b', name: 'B', dimension: 'fit', rules: [huge('b1', -Number.MAX_VALUE), huge('b2', -Number.MAX_VALUE)] },
			],
		};
		expect(score(model, { attributes: {} })).toMatchObject({ score: 0, raw: 0, fit: 0 });
	});
});
