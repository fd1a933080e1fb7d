import fc from 'fast-check';
import { parseRouting } from '../../engine/routing/parseRouting';

const bands = [
	{ id: 'sales', name: 'Sales hand-off', min: 70 },
	{ id: 'nurture', name: 'Nurture', min: 50 },
	{ id: 'cold', name: 'Not ready', min: 0 },
];
const kari = { name: 'Kari', email: 'kari@example.com' };

const pathsOf = (json: unknown): string[] => {
	const parsed = parseRouting(json);
	return parsed.ok ? [] : parsed.issues.map(({ path }) => path);
};

test('accepts the three bands, and everything that may be added', () => {
	expect(parseRouting({ bands })).toEqual({ ok: true, routing: { bands } });
	const full = {
		bands,
		minimumFit: 20,
		onlyWhenBandChanged: true,
		handOffEveryDays: 0.5,
		owners: [kari, { name: 'Ola', email: 'ola@example.com', weight: 2, territory: { field: 'country', op: 'in', value: ['NO'] } }],
	};
	expect(parseRouting(full)).toEqual({ ok: true, routing: full });
});

test.each<[what: string, json: unknown, paths: string[]]>([
	['no object', 'bands', ['']],
	['no bands', {}, ['bands']],
	['an empty list of bands', { bands: [] }, ['bands']],
	['no band from 0', { bands: bands.slice(0, 2) }, ['bands']],
	['a band that is none', { bands: [...bands, null] }, ['bands[3]']],
	['a band without a name', { bands: [...bands, { id: 'x', name: ' ', min: 10 }] }, ['bands[3].name']],
	['a band name twice', { bands: [...bands, { id: 'x', name: 'nurture ', min: 10 }] }, ['bands[3].name']],
	['a band id twice', { bands: [...bands, { id: 'sales', name: 'x', min: 10 }] }, ['bands[3].id']],
	['a minimum twice', { bands: [...bands, { id: 'x', name: 'x', min: 50 }] }, ['bands[3].min']],
	['an id with a space', { bands: [...bands, { id: 'a b', name: 'x', min: 10 }] }, ['bands[3].id']],
	['a blank id', { bands: [...bands, { id: '', name: 'x', min: 10 }] }, ['bands[3].id']],
	['the reserved id disqualified', { bands: [...bands, { id: 'disqualified', name: 'x', min: 10 }] }, ['bands[3].id']],
	['the reserved id unchanged', { bands: [...bands, { id: 'unchanged', name: 'x', min: 10 }] }, ['bands[3].id']],
	['a negative minimum', { bands: [...bands, { id: 'x', name: 'x', min: -1 }] }, ['bands[3].min']],
	['a minimum that is no number', { bands: [...bands, { id: 'x', name: 'x', min: 'ten' }] }, ['bands[3].min']],
	['a minimum of NaN', { bands: [...bands, { id: 'x', name: 'x', min: NaN }] }, ['bands[3].min']],
	['a minimum fit that is no number', { bands, minimumFit: 'high' }, ['minimumFit']],
	['a minimum fit with nowhere to fall to', { bands: [{ id: 'all', name: 'All', min: 0 }], minimumFit: 5 }, ['minimumFit']],
	['a hand-off every 0 days', { bands, handOffEveryDays: 0 }, ['handOffEveryDays']],
	['owners that are no list', { bands, owners: kari }, ['owners']],
	['an owner without a name', { bands, owners: [{ ...kari, name: '' }] }, ['owners[0].name']],
	['an owner without an address', { bands, owners: [{ ...kari, email: 'kari' }] }, ['owners[0].email']],
	['an address twice', { bands, owners: [kari, { name: 'K', email: 'KARI@example.com ' }] }, ['owners[1].email']],
	['a weight of 0', { bands, owners: [{ ...kari, weight: 0 }] }, ['owners[0].weight']],
	['a weight that is not finite', { bands, owners: [{ ...kari, weight: Infinity }] }, ['owners[0].weight']],
	['an unknown operator', { bands, owners: [{ ...kari, territory: { field: 'country', op: 'is', value: 'NO' } }] }, ['owners[0].territory.op']],
])('rejects %s', (_what, json, paths) => {
	expect(pathsOf(json)).toEqual(paths);
});

test('reports all problems at once, each with what was expected', () => {
	const parsed = parseRouting({
		bands: [{ id: 'sales', name: '', min: 'ten' }, { id: 'sales', name: 'Other', min: 5 }],
		handOffEveryDays: -1,
		owners: [{ name: 'Kari', email: 'kari@example.com', weight: -2 }],
	});
	expect(parsed).toEqual({
		ok: false,
		issues: [
			{ path: 'bands[0].name', message: 'expected a name that is not blank' },
			{ path: 'bands[0].min', message: 'expected a number, 0 or more, got "ten"' },
			{ path: 'bands[1].id', message: '"sales" is used twice; each must be unique' },
			{ path: 'bands', message: 'expected one band from 0, so that every score has a band' },
			{ path: 'handOffEveryDays', message: 'expected a number of days above 0, got -1' },
			{ path: 'owners[0].weight', message: 'expected a number above 0, got -2' },
		],
	});
});

test('any JSON at all gives an answer', () => {
	const json = fc.oneof(fc.jsonValue(), fc.record({ bands: fc.jsonValue(), owners: fc.jsonValue(), minimumFit: fc.jsonValue() }));
	fc.assert(
		fc.property(json, (value) => {
			const parsed = parseRouting(value);
			expect(parsed.ok || parsed.issues.length > 0).toBe(true);
		}),
	);
});
