import fc from 'fast-check';
import { compileModel, horizon, type Lead, type Model, type Rule } from '../../../engine';
import { anyLead, anyModel, anyPreviousBand, NOW } from './arbitraries';

const DAY = 86_400_000;
/** Set PROPERTY_RUNS to look longer; 1,500 take some minutes. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 50);

const bandAt = (model: Model) => {
	const scorer = compileModel(model, { explain: false, review: false });
	return (lead: Lead, now: number, previousBand: string | null) => scorer.score(lead, now, previousBand).band;
};

const nextReview = (model: Model, lead: Lead, previousBand: string | null = null): number | null => {
	const { nextReviewAt } = compileModel(model).score(lead, NOW, previousBand);
	const next = horizon(model, lead, NOW, previousBand);
	expect(nextReviewAt).toBe(next === null ? null : new Date(next).toISOString());
	return next;
};

/** Moments to try between now and `end`: dense near both ends, and at the lead's own times plus whole days. */
function samples(lead: Lead, end: number, random: readonly number[]): number[] {
	const moments = random.map((share) => NOW + 1 + Math.floor(share * (end - NOW - 1)));
	for (let step = 1; step < end - NOW; step *= 4) moments.push(NOW + step, end - step);
	const dates = [lead.attributes.closeDate, ...(lead.activities ?? []).flatMap(({ at, properties }) => [at, properties?.closeDate])];
	const times = dates.filter((date) => date !== undefined).map((date) => new Date(date as string | number).getTime());
	for (const at of times) {
		for (let days = 0; days <= 240; days += 1 + (days % 3)) moments.push(at + days * DAY, at + days * DAY + 1);
	}
	return moments.filter((moment) => moment > NOW && moment < end);
}

const fadesBelowZero = ({ groups }: Model): boolean =>
	groups.some(({ rules }) => rules.some((rule) => rule.type === 'activity' && rule.points < 0 && rule.decay !== undefined));

const withAdjustments = fc.array(
	fc.record({ points: fc.integer({ min: -30, max: 30 }), from: fc.integer({ min: NOW - 5 * DAY, max: NOW + 40 * DAY }), until: fc.integer({ min: NOW, max: NOW + 80 * DAY }) }),
	{ maxLength: 2 },
);
const leads = fc.tuple(anyLead, withAdjustments).map(([lead, adjustments]) => ({ ...lead, adjustments }));
/** More often near a threshold than chance would have it. */
const models = fc.tuple(anyModel, fc.constantFrom(1, 1, 0.25)).map(([model, shrink]) => ({ ...model, bands: model.bands!.map((band) => ({ ...band, min: band.min * shrink })) }));

describe('nextReviewAt against brute force', () => {
	it('is sound: the band is the same at every moment before it', () => {
		fc.assert(
			fc.property(models, leads, anyPreviousBand, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }), (model, lead, previousBand, random) => {
				const band = bandAt(model);
				const now = band(lead, NOW, previousBand);
				const end = nextReview(model, lead, previousBand);
				for (const moment of samples(lead, end ?? NOW + 2000 * DAY, random)) {
					if (band(lead, moment, previousBand) !== now) throw new Error(`at ${moment - NOW} ms of ${end === null ? 'never' : end - NOW}`);
				}
			}),
			{ numRuns },
		);
	}, 120_000);

	it('is tight where no negative points fade: the band is another at that very moment', () => {
		fc.assert(
			fc.property(models, leads, anyPreviousBand, (model, lead, previousBand) => {
				fc.pre(!fadesBelowZero(model));
				const end = nextReview(model, lead, previousBand);
				fc.pre(end !== null);
				const band = bandAt(model);
				expect(band(lead, end!, previousBand)).not.toBe(band(lead, NOW, previousBand));
			}),
			{ numRuns },
		);
	}, 120_000);

	it('moves on: reviewing again and again reaches the end', () => {
		fc.assert(
			fc.property(models, leads, (model, lead) => {
				const scorer = compileModel(model, { explain: false });
				let now = NOW;
				let band: string | null = null;
				for (let reviews = 0; reviews < 500; reviews++) {
					const result = scorer.score(lead, now, band);
					if (result.nextReviewAt === null) return;
					const next = Date.parse(result.nextReviewAt!);
					expect(next).toBeGreaterThan(now);
					now = next;
					band = result.band;
				}
				throw new Error('never comes to an end');
			}),
			{ numRuns },
		);
	}, 120_000);
});

describe('nextReviewAt of single rules', () => {
	const model = (rules: (Rule extends infer One ? (One extends unknown ? Omit<One, 'id'> : never) : never)[], more: Partial<Model> = {}): Model => ({
		format: 1,
		id: 'm',
		name: 'M',
		version: 1,
		groups: [{ id: 'g', name: 'G', dimension: 'engagement', rules: rules.map((rule, index) => ({ id: `r${index}`, ...rule }) as Rule) }],
		bands: [{ id: 'sales', name: 'S', min: 50 }, { id: 'cold', name: 'C', min: 0 }],
		...more,
	});
	const did = (...daysAgo: number[]): Lead => ({ attributes: {}, activities: daysAgo.map((days) => ({ type: 'demo', at: NOW - days * DAY })) });
	const activity = { type: 'activity' as const, activity: 'demo', per: 'each' as const };
	const fit = { type: 'attribute' as const, when: { all: [] }, points: 60 };

	it.each<[string, Model, Lead, number | null]>([
		['nothing that moves', model([fit]), did(), null],
		['points without window or fading', model([{ ...activity, points: 60 }]), did(3), null],
		['a window that closes a millisecond after its last day', model([{ ...activity, points: 60, withinDays: 10 }]), did(3), 7 * DAY + 1],
		['a half-life: 80 points are 49.5 after 0.6926 half-lives', model([{ ...activity, points: 80, decay: { halfLifeDays: 10 } }]), did(0), Math.floor(Math.log2(80 / 49.5) * 10 * DAY) + 1],
		['the rounding: 49.5 is 50 still', model([{ ...activity, points: 99, decay: { halfLifeDays: 10 } }]), did(0), 10 * DAY + 1],
		['steps of fading', model([{ ...activity, points: 80, decay: { percent: 25, everyDays: 7 } }]), did(0), 14 * DAY],
		['silence that begins', model([fit, { type: 'inactivity', days: 30, points: -20 }]), did(10), 20 * DAY],
		['silence that lifts', model([{ type: 'inactivity', days: 30, points: 60 }]), did(10), 20 * DAY],
		['silence of those who never did anything', model([fit, { type: 'inactivity', days: 30, points: -20, neverActive: 'apply' }]), did(), null],
		['a property whose date grows old enough', model([{ ...activity, points: 60, where: { field: 'due', op: 'olderThanDays', value: 5 } }]), { attributes: {}, activities: [{ type: 'demo', at: NOW, properties: { due: NOW - 2 * DAY } }] }, 3 * DAY + 1],
		['a property whose date grows too old', model([{ ...activity, points: 60, where: { field: 'due', op: 'withinLastDays', value: 5 } }]), { attributes: {}, activities: [{ type: 'demo', at: NOW, properties: { due: NOW - 2 * DAY } }] }, 3 * DAY + 1],
		['a property whose date lies ahead, after the window has closed', model([{ ...activity, points: 60, withinDays: 3, where: { field: 'due', op: 'withinLastDays', value: 5 } }]), { attributes: {}, activities: [{ type: 'demo', at: NOW, properties: { due: NOW + 4 * DAY } }] }, null],
		['an activity to come among others that fade', model([{ ...activity, points: 30, decay: { halfLifeDays: 1000 } }]), did(0, -4), 4 * DAY],
		['an activity to come', model([{ ...activity, points: 60 }]), did(-4), 4 * DAY],
		['bad points that leave their window', model([fit, { ...activity, points: -20, withinDays: 10 }]), did(3), 7 * DAY + 1],
		['one visit too many that leaves its window', model([{ ...activity, points: 60, withinDays: 10, maxCount: 1 }]), did(3, 1), 7 * DAY + 1],
		['a close date that comes near', model([{ type: 'attribute', when: { field: 'close', op: 'olderThanDays', value: -5 }, points: 60 }]), { attributes: { close: NOW + 20 * DAY } }, 15 * DAY + 1],
		['a date that is within the last days, and then no longer', model([{ type: 'attribute', when: { field: 'seen', op: 'withinLastDays', value: 5 }, points: 60 }]), { attributes: { seen: NOW - 2 * DAY } }, 3 * DAY + 1],
		['an adjustment that begins', model([fit]), { attributes: {}, adjustments: [{ points: -20, from: NOW + 3 * DAY }] }, 3 * DAY],
		['an adjustment that ends', model([]), { attributes: {}, adjustments: [{ points: 60, until: NOW + 3 * DAY }] }, 3 * DAY],
		['a cap that hides what fades', model([{ ...activity, points: 200, decay: { halfLifeDays: 10 } }], { scale: 60 }), did(0), Math.floor(Math.log2(200 / 49.5) * 10 * DAY) + 1],
		['a disqualified lead', model([{ ...activity, points: 80, withinDays: 10 }], { disqualify: [{ id: 'd', when: { all: [] } }] }), did(3), null],
		['a disqualification that lapses', model([fit], { disqualify: [{ id: 'd', when: { field: 'left', op: 'withinLastDays', value: 30 } }] }), { attributes: { left: NOW - 10 * DAY } }, 20 * DAY + 1],
	])('%s', (_name, each, lead, expected) => {
		const next = nextReview(each, lead);
		expect(next === null ? null : next - NOW).toBe(expected);
	});

	it('takes the hold margin into account', () => {
		const fading = model([{ ...activity, points: 80, decay: { halfLifeDays: 10 } }], { holdMargin: 10 });
		expect(nextReview(fading, did(0), 'sales')! - NOW).toBe(Math.floor(Math.log2(80 / 39.5) * 10 * DAY) + 1);
	});

	it('is early rather than late where there are more matches than it may look at so often', () => {
		const many = (type: string, everyMs: number) => Array.from({ length: 60_000 }, (_, index) => ({ type, at: NOW - index * everyMs - 1 }));
		const lead: Lead = { attributes: {}, activities: [...many('visit', 40_000), ...many('complaint', 5_000)] };
		const each = { type: 'activity' as const, per: 'each' as const };
		const mixed = model([
			{ ...each, activity: 'visit', points: 0.006, decay: { halfLifeDays: 5 } },
			{ ...each, activity: 'complaint', points: -0.0015, decay: { halfLifeDays: 1 } },
		]);
		const next = nextReview(mixed, lead)!;
		const band = bandAt(mixed);
		const samples = Array.from({ length: 30 }, (_, index) => NOW + Math.floor(((next - NOW - 1) * (index + 1)) / 30));
		for (const moment of samples) expect(band(lead, moment, null)).toBe('sales');
		// It could not look long enough to find the very moment …
		expect(next).toBeGreaterThan(NOW);
		expect(band(lead, next, null)).toBe('sales');
		// … which there is.
		expect(band(lead, NOW + 100 * DAY, null)).toBe('cold');
	});

	it('stays quick on a lead with very many activities to come', () => {
		const lead: Lead = { attributes: {}, activities: Array.from({ length: 10_000 }, (_, index) => ({ type: 'demo', at: NOW + index * 1000 + 1 })) };
		const next = nextReview(model([{ ...activity, points: 0.001, decay: { halfLifeDays: 1 } }]), lead);
		expect(next).toBeGreaterThan(NOW);
	});
});
