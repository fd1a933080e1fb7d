import fc from 'fast-check';
import { campaignResults, type Campaign, type CampaignCounts } from '../../../engine';
import { lift } from '../../../engine/nurture/results/lift';
import { proportion } from '../../../engine/nurture/results/proportion';
import { wilsonInterval } from '../../../engine/nurture/results/wilsonInterval';

const rounded = ({ low, high }: { low: number; high: number }): number[] => [low, high].map((bound) => Number(bound.toFixed(4)));

describe('intervals agree with those published', () => {
	test.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
	])('Newcombe 1998 (one proportion), table I, method 3: %d of %d', (count, of, low, high) => {
		expect(rounded(wilsonInterval(count, of))).toEqual([low, high]);
	});

	test.each([
		['a', 56, 70, 48, 80, 0.0524, 0.3339],
		['b', 9, 10, 3, 10, 0.1705, 0.809],
		['c', 6, 7, 2, 7, 0.0582, 0.8062],
		['d', 5, 56, 0, 29, -0.0381, 0.1926],
		['e', 0, 10, 0, 20, -0.1611, 0.2775],
		['f', 0, 10, 0, 10, -0.2775, 0.2775],
		['g', 10, 10, 0, 20, 0.6791, 1],
		['h', 10, 10, 0, 10, 0.6075, 1],
	])('Newcombe 1998 (difference), table II, method 10, example %s: %d of %d against %d of %d', (_, a, m, b, n, low, high) => {
		const difference = lift(proportion(a, m), proportion(b, n))!;
		expect(rounded(difference)).toEqual([low, high]);
		expect(difference.difference).toBeCloseTo(a / m - b / n, 12);
	});
});

const part = fc.integer({ min: 1, max: 1e6 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));

test('intervals lie within what is possible, around what was seen, and turn with the sides', () => {
	fc.assert(
		fc.property(part, part, ([a, m], [b, n]) => {
			const [first, second] = [proportion(a, m)!, proportion(b, n)!];
			for (const { low, share, high } of [first, second]) {
				expect(low).toBeGreaterThanOrEqual(0);
				expect(low).toBeLessThanOrEqual(share);
				expect(high).toBeGreaterThanOrEqual(share);
				expect(high).toBeLessThanOrEqual(1);
			}
			const [there, back] = [lift(first, second)!, lift(second, first)!];
			expect(there.low).toBeCloseTo(-back.high, 12);
			expect(there.low).toBeGreaterThanOrEqual(-1);
			expect(there.low).toBeLessThanOrEqual(there.difference);
			expect(there.high).toBeGreaterThanOrEqual(there.difference);
			expect(there.high).toBeLessThanOrEqual(1);
		}),
	);
});

test.each([[1, 0], [2, 1], [-1, 5], [0.5, 2], [NaN, 2], [1, Infinity]])('%d of %d is no proportion', (count, of) => {
	expect(proportion(count, of)).toBeNull();
});

describe('campaignResults', () => {
	const campaign: Campaign = {
		format: 1,
		id: 'c',
		name: 'C',
		version: 2,
		enter: { bands: ['nurture'] },
		steps: [
			{ id: 'guide', afterDays: 0 },
			{ id: 'case', afterDays: 3, variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] },
		],
	};
	const sent = (step: string, variant: string | null, leads: number, reached: number) => ({ step, variant, leads, opened: leads / 2, clicked: leads / 10, replied: 1, reached });
	const counts: CampaignCounts = {
		contacted: { leads: 900, reached: 180 },
		heldOut: { leads: 100, reached: 10 },
		sent: [sent('gone', null, 10, 1), sent('case', 'b', 400, 100), sent('case', 'a', 400, 60), sent('guide', null, 880, 176)],
		passedHeldOut: [{ step: 'guide', leads: 98, reached: 10 }, { step: 'case', leads: 90, reached: 5 }],
	};
	const results = campaignResults(campaign, counts);

	test('the campaign as a whole: enrolled against held out', () => {
		expect(results.contacted).toMatchObject({ count: 180, of: 900, share: 0.2 });
		expect(results.heldOut).toMatchObject({ count: 10, of: 100, share: 0.1 });
		expect(results.lift!.difference).toBeCloseTo(0.1, 12);
		expect(results.lift!.low).toBeGreaterThan(0);
	});

	test('by step and variant, in the campaign\'s order, against the held-out leads that passed the step', () => {
		expect(results.steps.map(({ step, variant }) => [step, variant])).toEqual([['guide', null], ['case', 'a'], ['case', 'b'], ['gone', null]]);
		const [, , b, gone] = results.steps;
		expect(b).toMatchObject({ sent: 400, opened: { share: 0.5 }, clicked: { share: 0.1 }, replied: { count: 1 }, reached: { share: 0.25 } });
		expect(b!.lift!.difference).toBeCloseTo(0.25 - 5 / 90, 12);
		expect(gone!.lift).toBeNull();
	});

	test('without a hold-out, or with nobody enrolled, nothing is compared', () => {
		const none = { leads: 0, reached: 0 };
		expect(campaignResults(campaign, { contacted: none, heldOut: none, sent: [], passedHeldOut: [] })).toEqual({ contacted: null, heldOut: null, lift: null, steps: [] });
		expect(campaignResults(campaign, { ...counts, heldOut: none }).lift).toBeNull();
	});
});
