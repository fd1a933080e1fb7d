import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileModel, parseModel, type Lead, type Model } from '../../../engine';

interface Case {
	model: Model;
	lead: Lead;
	now: number;
	previousBand: string | null;
	expected: {
		score: number;
		raw: number;
		fit: number;
		engagement: number;
		adjustment: number;
		band: string;
		grade: string | null;
		segment: string | null;
		disqualifiedBy: string | null;
		groups: { id: string; points: number; uncapped: number }[];
		contributions: Record<string, number>;
		ignoredActivities: number;
	};
}

const file = resolve(__dirname, '../../../../shared/vectors/scoring.json');
const present = existsSync(file);
const cases: Case[] = present ? (JSON.parse(readFileSync(file, 'utf8')) as Case[]) : [];
if (!present) console.warn(`Skipped: the shared scoring cases are not at ${file}`);

/** Within 1e-9, relative or absolute. */
const near = (actual: number, expected: number): void => {
	const tolerance = 1e-9 * Math.max(1, Math.abs(expected));
	if (!(Math.abs(actual - expected) <= tolerance)) expect(actual).toBe(expected);
};

(present ? describe : describe.skip)('an independent implementation agrees', () => {
	it('on a good number of cases', () => expect(cases.length).toBeGreaterThanOrEqual(300));

	it.each(cases.map((one, index) => [index, one] as const))('case %i', (_index, { model: json, lead, now, previousBand, expected }) => {
		const parsed = parseModel(json);
		expect(parsed).toEqual({ ok: true, model: json });
		const result = compileModel(json).score(lead, now, previousBand);

		const { groups, contributions } = expected;
		for (const key of ['band', 'grade', 'segment', 'disqualifiedBy', 'ignoredActivities'] as const) expect(result[key]).toBe(expected[key]);
		for (const key of ['score', 'raw', 'fit', 'engagement', 'adjustment'] as const) near(result[key], expected[key]);

		expect(result.groups.map(({ id }) => id)).toEqual(groups.map(({ id }) => id));
		groups.forEach(({ points, uncapped }, index) => {
			near(result.groups[index]!.points, points);
			near(result.groups[index]!.uncapped, uncapped);
		});

		expect(result.contributions.map(({ rule }) => rule).sort()).toEqual(Object.keys(contributions).sort());
		for (const { rule, points, because } of result.contributions) {
			near(points, contributions[rule]!);
			expect(because).not.toBe('');
		}

		const plain = compileModel(json, { explain: false }).score(lead, now, previousBand);
		expect(plain).toEqual({ ...result, contributions: [] });
	});
});
