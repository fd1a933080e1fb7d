import fc from 'fast-check';
import { compileOwners } from '../../engine/routing/compileOwners';
import type { Owner } from '../../engine/routing/Routing';

const NOW = Date.parse('2026-11-22T08:00:00Z');

const owner = (name: string, more: Partial<Owner> = {}): Owner => ({ name, email: `${name}@example.com`, ...more });
const inCountry = (...value: string[]): Partial<Owner> => ({ territory: { field: 'country', op: 'in', value } });
const ownerOf = (owners: Owner[], key: string, attributes: object = {}): string | undefined =>
	compileOwners(owners)({ key, attributes }, NOW).owner?.name;

const keys = Array.from({ length: 20_000 }, (_, index) => `lead${index}@firm${index % 97}.no`);
const countsOf = (owners: Owner[]): Map<string | undefined, number> => {
	const assign = compileOwners(owners);
	const counts = new Map<string | undefined, number>();
	for (const key of keys) {
		const name = assign({ key, attributes: {} }, NOW).owner?.name;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return counts;
};

test('gives name and email, and nothing else of the owner', () => {
	const { owner: assigned } = compileOwners([owner('kari', { weight: 3 })])({ key: 'a@b.no', attributes: {} }, NOW);
	expect(assigned).toEqual({ name: 'kari', email: 'kari@example.com' });
});

describe('weights', () => {
	test('leads are shared in proportion to the weights, within 2 of 100', () => {
		const counts = countsOf([owner('kari', { weight: 1 }), owner('ola'), owner('per', { weight: 2 }), owner('siri', { weight: 6 })]);
		const share = (name: string) => (counts.get(name) ?? 0) / keys.length;
		expect(Math.abs(share('kari') - 0.1)).toBeLessThan(0.02);
		expect(Math.abs(share('ola') - 0.1)).toBeLessThan(0.02);
		expect(Math.abs(share('per') - 0.2)).toBeLessThan(0.02);
		expect(Math.abs(share('siri') - 0.6)).toBeLessThan(0.02);
	});

	test('only the ratios count', () => {
		const small = [owner('kari', { weight: 0.001 }), owner('ola', { weight: 0.003 })];
		const large = [owner('kari', { weight: 1000 }), owner('ola', { weight: 3000 })];
		for (const key of keys.slice(0, 500)) expect(ownerOf(small, key)).toBe(ownerOf(large, key));
	});

	test('a raised weight only takes leads, from anyone, and gives none away', () => {
		const before = [owner('kari'), owner('ola'), owner('per')];
		const after = [owner('kari', { weight: 2 }), owner('ola'), owner('per')];
		const moved = keys.slice(0, 2000).filter((key) => ownerOf(before, key) !== ownerOf(after, key));
		expect(moved.length).toBeGreaterThan(0);
		for (const key of moved) expect(ownerOf(after, key)).toBe('kari');
	});
});

describe('territories', () => {
	const team = [
		owner('kari', inCountry('Norway')),
		owner('ola', inCountry('Norway', 'Sweden')),
		owner('per'),
		owner('siri'),
	];

	test.each([
		['Norway', ['kari', 'ola']],
		['sweden ', ['ola']],
		['Denmark', ['per', 'siri']],
		[undefined, ['per', 'siri']],
	])('leads in %s go to %j', (country, names) => {
		const assigned = new Set(keys.slice(0, 200).map((key) => ownerOf(team, key, { country })));
		expect([...assigned].sort()).toEqual(names);
	});

	test('nobody takes a lead outside all territories when every owner has one', () => {
		const assign = compileOwners(team.slice(0, 2));
		const assignment = assign({ key: 'a@b.dk', attributes: { country: 'Denmark' } }, NOW);
		expect(assignment).toEqual({ owner: null, reason: "The lead is in nobody's territory, and every owner has one" });
	});

	test('a date condition is held against now', () => {
		const recent = owner('kari', { territory: { field: 'createdAt', op: 'withinLastDays', value: 7 } });
		expect(ownerOf([recent, owner('ola')], 'a@b.no', { createdAt: '2026-11-20' })).toBe('kari');
		expect(ownerOf([recent, owner('ola')], 'a@b.no', { createdAt: '2026-10-20' })).toBe('ola');
	});
});

describe('a lead keeps its owner', () => {
	const countries = ['Norway', 'Sweden', 'Denmark'];
	const owners = fc.uniqueArray(
		fc.record({
			id: fc.integer({ min: 0, max: 50 }),
			weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
			country: fc.option(fc.constantFrom(...countries), { nil: undefined }),
		}),
		{ selector: ({ id }) => id, minLength: 1, maxLength: 8 },
	).map((rows) => rows.map(({ id, weight, country }) => owner(`o${id}`, { weight, ...(country ? inCountry(country) : {}) })));
	const leads = fc.record({ key: fc.emailAddress(), country: fc.constantFrom(...countries) });

	test('whatever the order of the owners, and however the address is written', () => {
		fc.assert(
			fc.property(owners, leads, fc.nat(), (team, { key, country }, turn) => {
				const at = turn % team.length;
				const turned = [...team.slice(at), ...team.slice(0, at)];
				expect(ownerOf(turned, ` ${key.toUpperCase()} `, { country })).toBe(ownerOf(team, key, { country }));
			}),
		);
	});

	test('when another owner leaves', () => {
		fc.assert(
			fc.property(owners, leads, fc.nat(), (team, { key, country }, which) => {
				const leaver = team[which % team.length];
				const before = ownerOf(team, key, { country });
				const after = ownerOf(team.filter((one) => one !== leaver), key, { country });
				if (before !== leaver?.name) expect(after).toBe(before);
				else expect(after).not.toBe(before);
			}),
		);
	});

	test('unless it is the new owner that gets it', () => {
		fc.assert(
			fc.property(owners, leads, (team, { key, country }) => {
				const [newcomer, ...before] = team;
				const after = ownerOf(team, key, { country });
				expect([newcomer?.name, ownerOf(before, key, { country })]).toContain(after);
			}),
		);
	});

	test('whose name changes but whose address does not', () => {
		const team = [owner('kari'), owner('ola'), owner('per')];
		const renamed = team.map((one) => ({ ...one, name: one.name.toUpperCase() }));
		for (const key of keys.slice(0, 300)) expect(ownerOf(renamed, key)).toBe(ownerOf(team, key)?.toUpperCase());
	});
});
