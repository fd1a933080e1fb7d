import { compileModel, parseModel } from '../../../engine';

const NOW = Date.parse('2026-11-01T00:00:00Z');

/** Of rules that all hold, those with points, largest magnitude first, ties in the order of the model. */
const wanted = (points: readonly number[]): string[] =>
	points
		.map((each, index) => ({ id: `rule-${index}`, magnitude: Math.abs(each), index }))
		.filter(({ magnitude }) => magnitude > 0)
		.sort((a, b) => b.magnitude - a.magnitude || a.index - b.index)
		.map(({ id }) => id);

it.each([1, 5, 32, 33, 34, 100])('the contributions of %i rules come largest first, ties in the order of the model', (count) => {
	// Up, down and the same again; some give nothing.
	const points = Array.from({ length: count }, (_, index) => ((index * 37) % 11) - 5);
	const rules = points.map((each, index) => ({ id: `rule-${index}`, label: `Rule ${index}`, type: 'attribute', when: { field: 'email', op: 'exists' }, points: each }));
	const parsed = parseModel({ format: 1, id: 'many', name: 'Many', version: 1, groups: [{ id: 'all', name: 'All', dimension: 'fit', rules }] });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
	const { score } = compileModel(parsed.model);
	for (let time = 0; time < 2; time++) {
		const { contributions } = score({ key: 'anna', attributes: { email: 'anna@acme.no' }, activities: [] }, NOW);
		expect(contributions.map(({ rule }) => rule)).toEqual(wanted(points));
		expect(contributions.map((each) => each.points)).toEqual(wanted(points).map((id) => points[Number(id.slice('rule-'.length))]));
	}
});
