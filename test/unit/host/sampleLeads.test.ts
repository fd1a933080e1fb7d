import { compileModel, type Activity, type ScoreResult } from '../../../engine';
import { b2bSaas } from '../../../engine/scoring/templates/b2bSaas';
import { expectedOutcomes } from '../../../host/expectedOutcomes';
import { sampleLeads, type SampleLead } from '../../../host/sampleLeads';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const HOUR = 3_600_000;
const { score } = compileModel(b2bSaas);
const leads = sampleLeads(NOW);

const scoreLead = (lead: SampleLead, now = NOW, previousBand: string | null = null): ScoreResult =>
	score({ attributes: lead, activities: lead.activities as Activity[] }, now, previousBand);
const results = leads.map((lead) => scoreLead(lead));
const count = (band: string): number => results.filter((result) => result.band === band).length;
const resultOf = (firstName: string): ScoreResult =>
	scoreLead(leads.find((lead) => lead.firstName === firstName) ?? { email: '', activities: [] });

test('the calculation by hand and the engine agree on every lead, now and for months', () => {
	for (const days of [0, 0.3, 1, 7, 31, 92, 185]) {
		const now = NOW + days * 24 * HOUR;
		const expected = expectedOutcomes(leads, now);
		const byEngine = leads.map((lead) => [lead.email, scoreLead(lead, now)] as const);
		expect(byEngine.map(([email, { score: points, band }]) => [days, email, points, band])).toEqual(
			byEngine.map(([email]) => [days, email, expected.get(email)?.score, expected.get(email)?.band]),
		);
	}
});

test('there are sixty leads, all different, the same whenever they are made', () => {
	expect(leads).toHaveLength(60);
	expect(new Set(leads.map(({ email }) => email)).size).toBe(60);
	expect(new Set(leads.flatMap(({ activities }) => activities.map(({ id }) => id))).size).toBe(
		leads.reduce((total, { activities }) => total + activities.length, 0),
	);
	expect(sampleLeads(NOW)).toEqual(leads);
	expect(JSON.parse(JSON.stringify(leads))).toEqual(leads);
});

test('no address can belong to anybody', () => {
	for (const { email } of leads) expect(email).toMatch(/^[a-z0-9.]+@[a-z0-9.-]+\.example$|^[a-z_]+_[a-z_]+@(gmail|googlemail)\.com$/);
});

test('every band is well filled', () => {
	expect([count('sales'), count('nurture'), count('cold'), count('disqualified')]).toEqual([14, 15, 25, 6]);
});

test.each([
	['Erik', 70, 70, 'sales'],
	['Maarit', 69.5, 70, 'sales'],
	['Jonas', 69, 69, 'nurture'],
	['Solveig', 50, 50, 'nurture'],
	['Frederik', 49.5, 50, 'nurture'],
	['Ole', 49, 49, 'cold'],
	['Katrine', 110, 100, 'sales'],
	['Oda', -55.4, 0, 'cold'],
	['Victor', 90, 90, 'disqualified'],
])('%s stands on an edge: %d points are a score of %d, %s', (firstName, raw, points, band) => {
	const result = resultOf(firstName);
	expect(result.raw).toBeCloseTo(raw, 1);
	expect(result).toMatchObject({ score: points, band });
});

test('for two hours no score moves, so that a check may take its time', () => {
	const later = leads.map((lead, index) => scoreLead(lead, NOW + 2 * HOUR, results[index]?.band));
	expect(later.map(({ score: points, band }) => [points, band])).toEqual(
		results.map(({ score: points, band }) => [points, band]),
	);
});

test('within a day some move by time alone', () => {
	const moved = leads.flatMap((lead, index) => {
		const { band } = scoreLead(lead, NOW + 24 * HOUR, results[index]?.band);
		return band === results[index]?.band ? [] : [`${String(lead.firstName)}: ${results[index]?.band} to ${band}`];
	});
	expect(moved).toEqual(['Pekka: sales to nurture', 'Rasmus: nurture to cold']);
	const maren = leads.find(({ firstName }) => firstName === 'Maren') as SampleLead;
	expect(scoreLead(maren, NOW + 24 * HOUR, 'nurture')).toMatchObject({ score: 46, band: 'nurture' });
});
