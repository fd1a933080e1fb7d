import fc from 'fast-check';
import { compileModel, explainScore, type Activity, type Condition, type Lead, type Lift, type Model, type Rule, type ScoreResult } from '../../../engine';
import { anyLead, anyModel, anyPreviousBand, NOW } from '../scoring/arbitraries';
import { idleLead, idleModel } from '../scoring/lintArbitraries';

const score = (model: Model, lead: Lead, previousBand: string | null = null): ScoreResult => compileModel(model).score(lead, NOW, previousBand);

const extraRule: fc.Arbitrary<Rule> = fc.record(
	{
		id: fc.constant('extra'),
		type: fc.constant('activity' as const),
		activity: fc.subarray(['demo_request', 'email_open', 'demo', 'visit'], { minLength: 1 }),
		where: fc.constant<Condition>({ any: [{ field: 'industry', op: 'equals', value: 'SaaS' }, { field: 'a', op: 'atLeast', value: 5 }] }),
		minCount: fc.integer({ min: 1, max: 3 }),
		points: fc.integer({ min: 1, max: 15 }),
		per: fc.constantFrom('each' as const, 'once' as const),
		decay: fc.constant({ halfLifeDays: 20 }),
	},
	{ requiredKeys: ['id', 'type', 'activity', 'points', 'per'] },
);

/** Models with a rule on activities more, and leads, most of which an adjustment brings a few points below a band. */
const anyCase: fc.Arbitrary<[Model, Lead]> = fc
	.tuple(fc.oneof(fc.tuple(anyModel, anyLead), fc.tuple(idleModel, idleLead)), extraRule, fc.option(fc.double({ min: 0.2, max: 12, noNaN: true }), { freq: 6 }), fc.nat(9))
	.map(([[given, lead], extra, below, at]) => {
		const model: Model = { ...given, groups: [...given.groups, { id: 'more', name: 'More', dimension: 'engagement', rules: [extra] }] };
		const mins = model.bands!.map(({ min }) => min).filter((min) => min > 0);
		const min = mins[at % mins.length];
		if (below === null || min === undefined) return [model, lead];
		return [model, { ...lead, adjustments: [{ points: min - below - score(model, { ...lead, adjustments: [] }).raw }] }];
	});

/** Sets a field the way people read its path, in a copy of the lead. */
function setField(lead: Lead, path: string, value: unknown): Lead {
	const copy = structuredClone(lead);
	const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
	const last = keys.pop()!;
	let parent = copy.attributes as Record<string, unknown>;
	for (const [index, key] of keys.entries()) {
		const next = keys[index + 1] ?? last;
		parent[key] ??= /^\d+$/.test(next) ? [] : {};
		parent = parent[key] as Record<string, unknown>;
	}
	parent[last] = value;
	return copy;
}

const applied = (lead: Lead, { change }: Lift): Lead =>
	'activity' in change ? { ...lead, activities: [...(lead.activities ?? []), change.activity] } : setField(lead, change.field, change.value);

const minOf = (model: Model, id: string): number => model.bands!.find((band) => band.id === id)!.min;

const adjusted = (lead: Lead, points: number): Lead => ({ ...lead, adjustments: [...(lead.adjustments ?? []), { points }] });

describe('what an explanation says is true', () => {
	const told = { activity: 0, field: 0, none: 0 };

	it('the lift, made and scored again, makes just that score and at least the next band', () => {
		fc.assert(
			fc.property(anyCase, anyPreviousBand, ([model, lead], previousBand) => {
				const result = score(model, lead, previousBand);
				const { nextBand } = explainScore(model, lead, result);
				const lift = nextBand?.lift;
				if (!lift) {
					told.none++;
					return;
				}
				told['activity' in lift.change ? 'activity' : 'field']++;
				const after = score(model, applied(lead, lift), result.band);
				expect({ score: after.score, band: after.band }).toEqual({ score: lift.score, band: lift.band });
				expect(after.score).toBeGreaterThanOrEqual(minOf(model, nextBand.band));
				expect(after.raw - result.raw).toBeCloseTo(lift.points, 8);
				const gain = (each: ScoreResult) => each.contributions.find(({ rule }) => rule === lift.rule)?.points ?? 0;
				expect(gain(after)).toBeGreaterThan(gain(result));
			}),
			{ numRuns: 1500 },
		);
	}, 120_000);

	it('and there were lifts of each kind to try', () => {
		expect(Math.min(told.activity, told.field, told.none)).toBeGreaterThan(20);
	});

	it('a lift by a field changes the points of its own rule alone', () => {
		fc.assert(
			fc.property(anyCase, ([model, lead]) => {
				const result = score(model, lead);
				const lift = explainScore(model, lead, result).nextBand?.lift;
				if (!lift || 'activity' in lift.change) return;
				const others = (each: ScoreResult) => Object.fromEntries(each.contributions.filter(({ rule }) => rule !== lift.rule).map(({ rule, points }) => [rule, points]));
				expect(others(score(model, applied(lead, lift)))).toEqual(others(result));
			}),
			{ numRuns: 800 },
		);
	}, 60_000);

	it('no activity of a known type lifts the lead by fewer points', () => {
		const types = ['page_view', 'pricing_view', 'demo_request', 'email_open', 'visit', 'demo'];
		fc.assert(
			fc.property(anyCase, ([model, lead]) => {
				const result = score(model, lead);
				const next = explainScore(model, lead, result).nextBand;
				if (next === null) return;
				const named = types.filter((type) =>
					model.groups.some(({ rules }) =>
						rules.some((rule) => {
							if (rule.type !== 'activity' && rule.type !== 'inactivity') return false;
							const promises = rule.type === 'activity' ? rule.points > 0 && rule.where === undefined : rule.points < 0;
							return promises && [rule.activity ?? []].flat().some((each) => each.trim().toLowerCase() === type);
						}),
					),
				);
				for (const type of named) {
					const activity: Activity = { type, at: NOW };
					const after = score(model, { ...lead, activities: [...(lead.activities ?? []), activity] });
					if (after.disqualifiedBy !== null || after.score < minOf(model, next.band)) continue;
					expect(next.lift).not.toBeNull();
					expect(next.lift!.points).toBeLessThanOrEqual(after.raw - result.raw + 1e-8);
				}
			}),
			{ numRuns: 1500 },
		);
	}, 60_000);

	it('the points that are missing make the next band, and the least bit less does not', () => {
		fc.assert(
			fc.property(anyCase, ([model, lead]) => {
				const result = score(model, lead);
				const { nextBand } = explainScore(model, lead, result);
				if (nextBand === null) return;
				const step = 10 ** -(model.decimals ?? 0);
				expect(score(model, adjusted(lead, nextBand.missing + 1e-9)).score).toBeGreaterThanOrEqual(minOf(model, nextBand.band));
				expect(score(model, adjusted(lead, nextBand.missing - step - 1e-9)).score).toBeLessThan(minOf(model, nextBand.band));
			}),
			{ numRuns: 1000 },
		);
	}, 60_000);

	it('reasons and caps are those of the result, and the next band is the next', () => {
		fc.assert(
			fc.property(anyCase, anyPreviousBand, ([model, lead], previousBand) => {
				const result = score(model, lead, previousBand);
				const { strongestFor, strongestAgainst, cappedAway, nextBand } = explainScore(model, lead, result);
				const points = result.contributions.map((each) => each.points);
				expect(strongestFor.map((each) => each.points)).toEqual(points.filter((each) => each > 0).sort((a, b) => b - a).slice(0, 2));
				expect(strongestAgainst.map((each) => each.points)).toEqual(points.filter((each) => each < 0).sort((a, b) => a - b).slice(0, 2));
				const uncapped = result.groups.reduce((sum, group) => sum + group.uncapped, 0);
				const cut = cappedAway.reduce((sum, each) => sum + each.points, 0);
				expect(uncapped - cut + result.adjustment).toBeCloseTo(result.raw, 8);
				const above = result.band === 'disqualified' ? [] : model.bands!.filter(({ min }) => min > minOf(model, result.band));
				expect(nextBand?.band ?? null).toBe(above.sort((a, b) => a.min - b.min)[0]?.id ?? null);
			}),
		);
	});
});

describe('an explanation', () => {
	const anyJson = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown);

	it('is given for any JSON as a lead, in one line, and changes nothing', () => {
		fc.assert(
			fc.property(anyModel, anyJson, fc.constantFrom('whole', 'attributes', 'activities', 'one'), (model, json, where) => {
				const lead = (where === 'whole' ? json : where === 'one' ? { attributes: {}, activities: [json] } : { attributes: {}, [where]: json }) as Lead;
				const copies = structuredClone({ model, lead });
				const result = score(model, lead);
				const { sentence } = explainScore(model, lead, result);
				// eslint-disable-next-line no-control-regex -- control characters are what must not be there
				expect(sentence).toMatch(/^[^\u0000-\u001f\u007f-\u009f<>]+\.$/);
				expect({ model, lead }).toEqual(copies);
			}),
			{ numRuns: 500 },
		);
	}, 60_000);

	it('is the same for the same input', () => {
		fc.assert(
			fc.property(anyCase, ([model, lead]) => {
				const first = explainScore(model, lead, score(model, lead));
				expect(explainScore(structuredClone(model), structuredClone(lead), score(model, lead))).toEqual(first);
			}),
		);
	});
});
