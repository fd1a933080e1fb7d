import fc from 'fast-check';
import { routeLead } from '../../engine/routing/routeLead';
import type { LeadStanding } from '../../engine/routing/routeLead';
import type { Routing } from '../../engine/routing/Routing';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY = 86_400_000;

const routing: Routing = {
	bands: [
		{ id: 'sales', name: 'Sales hand-off', min: 70 },
		{ id: 'nurture', name: 'Nurture', min: 50 },
		{ id: 'cold', name: 'Not ready', min: 0 },
	],
};
const unknown: LeadStanding = { score: null, band: null, fit: null, previousBand: null, lastHandOffAt: null };

const outputOf = (lead: Partial<LeadStanding>, more: Partial<Routing> = {}): string => {
	const route = routeLead({ ...routing, ...more }, { ...unknown, ...lead }, NOW);
	return route.ok ? route.output : 'refused';
};

describe('by score', () => {
	test.each([
		[100, 'sales'],
		[70, 'sales'],
		[69.999, 'nurture'],
		[50, 'nurture'],
		[49.5, 'cold'],
		[0, 'cold'],
		[-12, 'cold'],
		[1e9, 'sales'],
	])('%d leaves by %s', (score, output) => {
		expect(outputOf({ score })).toBe(output);
	});

	test('the order in which the bands are listed does not matter', () => {
		expect(outputOf({ score: 70 }, { bands: [...routing.bands].reverse() })).toBe('sales');
	});

	test('no score is refused, not taken for 0', () => {
		expect(outputOf({})).toBe('refused');
	});
});

describe('by the band of scoring', () => {
	test('goes before the score', () => {
		expect(outputOf({ band: 'nurture', score: 90 })).toBe('nurture');
		expect(outputOf({ band: 'sales' })).toBe('sales');
	});

	test('a disqualified 90 is disqualified', () => {
		const route = routeLead(routing, { ...unknown, band: 'disqualified', score: 90 }, NOW);
		expect(route).toMatchObject({ ok: true, output: 'disqualified', band: 'disqualified', handOff: false });
	});

	test('a band without an output is refused, naming it and what to do', () => {
		expect(routeLead(routing, { ...unknown, band: 'hot', score: 90 }, NOW)).toEqual({
			ok: false,
			message: 'The lead is in band "hot", which has no output',
			remedy: expect.stringContaining('Add a band with the ID "hot"'),
		});
	});
});

describe('minimum fit', () => {
	const minimumFit = 20;

	test.each([
		[20, 'sales'],
		[19.99, 'nurture'],
		[-5, 'nurture'],
	])('a hand-off lead with fit %d leaves by %s', (fit, output) => {
		expect(outputOf({ score: 80, fit }, { minimumFit })).toBe(output);
		expect(outputOf({ band: 'sales', fit }, { minimumFit })).toBe(output);
	});

	test('says why', () => {
		expect(routeLead({ ...routing, minimumFit }, { ...unknown, score: 80, fit: 5 }, NOW)).toEqual({
			ok: true,
			output: 'nurture',
			band: 'nurture',
			handOff: false,
			reason: 'Score 80 is at least 70, but fit 5 is below the 20 that Sales hand-off needs',
		});
	});

	test('only the hand-off band asks for it', () => {
		expect(outputOf({ score: 60, fit: 0 }, { minimumFit })).toBe('nurture');
		expect(outputOf({ score: 60 }, { minimumFit })).toBe('nurture');
	});

	test('an unknown fit is refused where it decides', () => {
		expect(outputOf({ score: 80 }, { minimumFit })).toBe('refused');
	});
});

describe('only when the band changed', () => {
	const onlyWhenBandChanged = true;

	test.each([
		[null, 'sales'],
		['', 'sales'],
		['nurture', 'sales'],
		['sales', 'unchanged'],
		[' SALES', 'unchanged'],
		['Sales hand-off', 'unchanged'],
		['a band of long ago', 'sales'],
		['disqualified', 'sales'],
	])('from %p a lead with 80 leaves by %s', (previousBand, output) => {
		expect(outputOf({ score: 80, previousBand }, { onlyWhenBandChanged })).toBe(output);
	});

	test('a lead that stays disqualified is unchanged', () => {
		expect(outputOf({ band: 'disqualified', previousBand: 'disqualified' }, { onlyWhenBandChanged })).toBe('unchanged');
		expect(outputOf({ band: 'disqualified', previousBand: 'sales' }, { onlyWhenBandChanged })).toBe('disqualified');
	});

	test('tells the band of a lead that stays', () => {
		const route = routeLead({ ...routing, onlyWhenBandChanged }, { ...unknown, score: 80, previousBand: 'sales' }, NOW);
		expect(route).toEqual({
			ok: true,
			output: 'unchanged',
			band: 'sales',
			handOff: false,
			reason: 'Score 80 is at least 70; its band has not changed',
		});
	});

	test('a lead short of the minimum fit is unchanged whichever of its bands was kept', () => {
		const more = { onlyWhenBandChanged, minimumFit: 20 };
		expect(outputOf({ score: 80, fit: 5, previousBand: 'nurture' }, more)).toBe('unchanged');
		expect(outputOf({ score: 80, fit: 5, previousBand: 'sales' }, more)).toBe('unchanged');
		expect(outputOf({ score: 80, fit: 5, previousBand: 'cold' }, more)).toBe('nurture');
	});

	test('a lead whose fit now suffices is handed off', () => {
		expect(outputOf({ score: 80, fit: 25, previousBand: 'nurture' }, { onlyWhenBandChanged, minimumFit: 20 })).toBe('sales');
	});

	test('what a store tells goes before the previous band', () => {
		expect(outputOf({ band: 'sales', previousBand: 'nurture', bandChanged: false }, { onlyWhenBandChanged })).toBe('unchanged');
		expect(outputOf({ band: 'sales', previousBand: 'nurture', bandChanged: true }, { onlyWhenBandChanged })).toBe('sales');
	});
});

describe('hand-off at most once in 30 days', () => {
	const handOffEveryDays = 30;

	test.each([
		['never', null, 'sales'],
		['30 days ago', NOW - 30 * DAY, 'sales'],
		['30 days ago less 1 ms', NOW - 30 * DAY + 1, 'unchanged'],
		['a moment ago', NOW, 'unchanged'],
		['in the future', NOW + DAY, 'unchanged'],
	])('last handed off %s', (_when, lastHandOffAt, output) => {
		expect(outputOf({ score: 80, lastHandOffAt }, { handOffEveryDays })).toBe(output);
	});

	test('a lead that a store says has stayed in the band is not handed off again, however long ago it was', () => {
		const lead = { ...unknown, band: 'sales', score: 80, lastHandOffAt: NOW - 300 * DAY };
		expect(routeLead({ ...routing, handOffEveryDays }, { ...lead, bandChanged: false }, NOW)).toMatchObject({
			output: 'unchanged',
			reason: 'Scoring put the lead in band "sales" with score 80; it was handed off 300 days ago, and has been in the band ever since',
		});
		expect(outputOf({ ...lead, bandChanged: true }, { handOffEveryDays })).toBe('sales');
	});

	test('leaves other bands alone', () => {
		expect(outputOf({ score: 60, lastHandOffAt: NOW }, { handOffEveryDays })).toBe('nurture');
		expect(outputOf({ score: 80, fit: 1, lastHandOffAt: NOW }, { handOffEveryDays, minimumFit: 20 })).toBe('nurture');
	});

	test('says when the last one was', () => {
		const route = routeLead({ ...routing, handOffEveryDays }, { ...unknown, score: 80, lastHandOffAt: NOW - 3 * DAY }, NOW);
		expect(route).toMatchObject({
			reason: 'Score 80 is at least 70; it was handed off 3 days ago, and at most once in 30 days is allowed',
		});
	});
});

describe('always', () => {
	const bands = fc
		.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 6 })
		.map((mins) => [0, ...mins].map((min) => ({ id: `b${min}`, name: `Band ${min}`, min })));
	const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
	const routings = fc
		.record({
			bands,
			onlyWhenBandChanged: fc.boolean(),
			minimumFit: optional(fc.integer({ min: -20, max: 50 })),
			handOffEveryDays: optional(fc.integer({ min: 1, max: 90 })),
		})
		.map(({ minimumFit, handOffEveryDays, ...rest }): Routing => ({
			...rest,
			...(minimumFit === undefined ? {} : { minimumFit }),
			...(handOffEveryDays === undefined ? {} : { handOffEveryDays }),
		}));
	const leads = fc.record<LeadStanding>({
		score: fc.option(fc.double({ min: -10, max: 120, noNaN: true })),
		band: fc.option(fc.constantFrom('b0', 'b50', 'disqualified', 'elsewhere')),
		fit: fc.option(fc.integer({ min: -50, max: 100 })),
		previousBand: fc.option(fc.constantFrom('b0', 'Band 50', 'disqualified', 'elsewhere')),
		lastHandOffAt: fc.option(fc.integer({ min: NOW - 100 * DAY, max: NOW + DAY })),
	});

	test('a lead leaves by an output that there is, with a reason, or is refused with a remedy; nothing is mutated', () => {
		fc.assert(
			fc.property(routings, leads, (config, lead) => {
				const before = structuredClone({ config, lead });
				const route = routeLead(config, lead, NOW);
				expect({ config, lead }).toEqual(before);
				if (!route.ok) return expect(route.message && route.remedy).not.toBe('');
				const ids = [...config.bands.map(({ id }) => id), 'disqualified', 'unchanged'];
				expect(ids).toContain(route.output);
				expect(route.reason).not.toBe('');
			}),
		);
	});

	test('only the highest band hands off, and only leads with fit enough and no recent hand-off', () => {
		fc.assert(
			fc.property(routings, leads, (config, lead) => {
				const route = routeLead(config, lead, NOW);
				if (!route.ok || !route.handOff) return;
				const highest = Math.max(...config.bands.map(({ min }) => min));
				expect(route.output).toBe(`b${highest}`);
				// With a single band there is none below it to go to.
				if (config.minimumFit !== undefined && config.bands.length > 1) expect(lead.fit).toBeGreaterThanOrEqual(config.minimumFit);
				if (config.handOffEveryDays !== undefined && lead.lastHandOffAt !== null) {
					expect(NOW - lead.lastHandOffAt).toBeGreaterThanOrEqual(config.handOffEveryDays * DAY);
				}
			}),
		);
	});

	test('a higher score never leaves by a lower band', () => {
		const scores = fc.tuple(fc.double({ min: -10, max: 120, noNaN: true }), fc.double({ min: -10, max: 120, noNaN: true }));
		fc.assert(
			fc.property(bands, scores, (own, [a, b]) => {
				const minOf = (score: number): number => {
					const route = routeLead({ bands: own }, { ...unknown, score }, NOW);
					return route.ok ? Number(route.output.slice(1)) : NaN;
				};
				expect(minOf(Math.max(a, b))).toBeGreaterThanOrEqual(minOf(Math.min(a, b)));
			}),
		);
	});
});
