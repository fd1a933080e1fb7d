import fc from 'fast-check';
import { compileModel, starterTemplates } from '../../engine';
import { openLeadRepository, type LeadRepository } from '../../store';
import { backends } from './backends';

const ALL = { after: null, limit: 100 };
const BEGIN = 1_000_000;
const model = starterTemplates[0]!.model;
const scorer = compileModel(model);

const IDENTITIES = ['anna@acme.no', 'anna.b@acme.no', 'crm:1', 'crm:2', 'visitor:1', 'visitor:2', 'visitor:3'];

/** Something that is learned of a person; `now` is the place in the list. */
type Deed =
	| { kind: 'learn'; identities: string[]; attributes: Record<string, string | null>; consent?: 'granted' | 'withdrawn' }
	| { kind: 'do'; identity: string; event: number; hasId: boolean };

const identity = fc.constantFrom(...IDENTITIES);
const deed: fc.Arbitrary<Deed> = fc.oneof(
	{
		weight: 2,
		arbitrary: fc.record(
			{
				kind: fc.constant('learn' as const),
				identities: fc.uniqueArray(identity, { minLength: 1, maxLength: 3 }),
				attributes: fc.dictionary(fc.constantFrom('city', 'jobTitle', '__proto__'), fc.constantFrom('a', 'b', null), { maxKeys: 2 }),
				consent: fc.constantFrom('granted' as const, 'withdrawn' as const),
			},
			{ requiredKeys: ['kind', 'identities', 'attributes'] },
		),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('do' as const), identity, event: fc.integer({ min: 1, max: 4 }), hasId: fc.boolean() }) },
);

interface Told {
	key: string;
	aliases: string[];
	attributes: [string, unknown][];
	consent: string | null;
	createdAt: number;
	activities: string[];
}

/** What the deeds say of everybody, worked out from scratch: whoever shares an identity is one person. */
function expected(deeds: readonly Deed[]): Told[] {
	const personOf = new Map<string, Set<string>>();
	const seenAt = new Map<string, number>();
	deeds.forEach((each, now) => {
		const names = each.kind === 'learn' ? each.identities : [each.identity];
		for (const name of names) seenAt.set(name, Math.min(seenAt.get(name) ?? Infinity, now));
		const person = new Set(names.flatMap((name) => [...(personOf.get(name) ?? [name])]));
		for (const name of person) personOf.set(name, person);
	});
	const kind = (name: string): number => (name.startsWith('visitor:') ? 2 : name.includes('@') ? 0 : 1);
	return [...new Set(personOf.values())].map((person) => {
		const own = deeds.map((each, now) => ({ each, now })).filter(({ each }) => person.has(each.kind === 'learn' ? each.identities[0]! : each.identity));
		const attributes = new Map<string, unknown>();
		let consent: string | null = null;
		const events = new Set<string>();
		for (const { each } of own) {
			if (each.kind === 'do') {
				events.add(`${each.event} ${each.hasId}`);
				continue;
			}
			for (const [field, value] of Object.entries(each.attributes)) attributes.set(field, value);
			consent = each.consent ?? consent;
		}
		const names = [...person].sort((a, b) => kind(a) - kind(b) || seenAt.get(a)! - seenAt.get(b)!);
		const key = names.filter((name) => kind(name) === kind(names[0]!) && seenAt.get(name) === seenAt.get(names[0]!)).sort()[0]!;
		if (kind(key) === 0) attributes.set('email', key);
		return {
			key,
			aliases: [...person].sort(),
			attributes: [...attributes].filter(([, value]) => value !== null).sort(),
			consent,
			createdAt: Math.min(...names.map((name) => seenAt.get(name)!)),
			activities: [...events].sort(),
		};
	});
}

describe.each(backends)('people on $name', ({ emptyStore, name }) => {
	let repository: LeadRepository;

	beforeAll(async () => {
		repository = await openLeadRepository(await emptyStore());
	});
	afterAll(() => repository.close());

	/** Does the deeds in an order, each at its own moment, as people of this suffix alone. */
	async function act(deeds: readonly Deed[], order: readonly number[], suffix: string): Promise<Told[]> {
		const own = (name: string): string => name + suffix;
		for (const index of order) {
			const each = deeds[index]!;
			const now = BEGIN + index;
			if (each.kind === 'learn') {
				const [key, ...aliases] = each.identities.map(own);
				const { attributes, consent } = each;
				expect(await repository.leads.identify({ key: key!, aliases, attributes, ...(consent && { consent }) }, now)).toMatchObject({ ok: true });
			} else {
				const { event, hasId } = each;
				await repository.activities.record([{ lead: own(each.identity), type: 'visit', at: event, properties: { event, hasId }, ...(hasId && { id: `e${event}` }) }], now);
			}
		}
		const keys = new Set<string>();
		for (const each of IDENTITIES) {
			const lead = await repository.leads.get(own(each));
			if (lead) keys.add(lead.key);
		}
		return Promise.all(
			[...keys].map(async (key): Promise<Told> => {
				const lead = (await repository.leads.get(key))!;
				const { rows } = await repository.activities.list(key, ALL);
				const bare = (text: string): string => text.slice(0, -suffix.length);
				return {
					key: bare(lead.key),
					aliases: lead.aliases.map(bare).sort(),
					attributes: Object.entries(lead.attributes)
						.map(([field, value]): [string, unknown] => [field, field === 'email' ? bare(value as string) : value])
						.sort(),
					consent: lead.consent,
					createdAt: lead.createdAt - BEGIN,
					activities: rows.map(({ properties }) => `${String(properties.event)} ${String(properties.hasId)}`).sort(),
				};
			}),
		);
	}

	it('are the same whatever order they become known in, and however often', async () => {
		let universe = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 9 }), fc.infiniteStream(fc.nat()), async (deeds, random) => {
				const shuffled = deeds.map((_, index) => ({ index, by: random.next().value })).sort((a, b) => a.by - b.by).map(({ index }) => index);
				const sorted = (people: Told[]): Told[] => people.sort((a, b) => (a.key < b.key ? -1 : 1));
				universe += 2;
				expect(sorted(await act(deeds, [...deeds.keys()], `x${universe}`))).toEqual(sorted(expected(deeds)));
				expect(sorted(await act(deeds, [...shuffled, ...shuffled], `x${universe + 1}`))).toEqual(sorted(expected(deeds)));
			}),
			{ numRuns: name === 'SQLite' ? 60 : 25 },
		);
	});

	it('keep their histories and bands when they turn out to be one, and the deltas still add up', async () => {
		await repository.models.save(model, BEGIN);
		const sales = { jobTitle: 'CTO', industry: 'Software', country: 'NO', companySize: 120, budget: 100_000 };
		await repository.leads.upsert([{ key: 'one@acme.no', attributes: sales }, { key: 'two@acme.no' }, { key: 'three@acme.no', attributes: { jobTitle: 'CTO' } }], BEGIN);
		await repository.activities.record([{ lead: 'one@acme.no', type: 'demo_request', at: BEGIN }], BEGIN);
		await repository.adjustments.add({ lead: 'two@acme.no', points: 5, reason: 'Met at the fair', by: 'Kari' }, BEGIN);
		const score = async (keys: string[], now: number): Promise<void> => {
			const inputs = (await repository.scores.read(model.id, keys)).map((input) => input!);
			const outcomes = await repository.scores.save(model.id, inputs.map((input) => ({ input, result: scorer.score(input.lead, now, input.state?.band) })), now);
			expect(outcomes.every(({ saved }) => saved)).toBe(true);
		};
		await score(['one@acme.no'], BEGIN + 10);
		await score(['two@acme.no', 'three@acme.no'], BEGIN + 20);
		const bands = await Promise.all(['one@acme.no', 'two@acme.no'].map(async (key) => (await repository.scores.get(model.id, key))!.band));
		expect(bands[0]).not.toBe(bands[1]);
		const [stale] = await repository.scores.read(model.id, ['one@acme.no']);

		const [outcome] = await repository.leads.upsert([{ key: 'two@acme.no', aliases: ['one@acme.no', 'three@acme.no'] }], BEGIN + 30);
		expect(outcome).toMatchObject({ ok: true, changed: true, created: false });
		const sumOf = async (): Promise<number> => (await repository.scores.history(model.id, 'one@acme.no', ALL)).rows.reduce((sum, { delta }) => sum + delta, 0);
		expect(await sumOf()).toBe((await repository.scores.get(model.id, 'one@acme.no'))!.score);
		expect(await repository.scores.save(model.id, [{ input: stale!, result: scorer.score(stale!.lead, BEGIN + 40) }], BEGIN + 40)).toEqual([{ saved: false }]);

		const [input] = await repository.scores.read(model.id, ['three@acme.no']);
		expect(Object.keys(input!.enteredBands).sort()).toEqual([...new Set(bands)].sort());
		expect(input!.lead.adjustments).toMatchObject([{ points: 5 }]);
		const { rows: due } = await repository.scores.page({ modelId: model.id, dueAt: BEGIN + 30, after: null, limit: 10_000 });
		expect(due.map(({ lead }) => lead.key)).toContain(input!.lead.key);
		await score(['two@acme.no'], BEGIN + 50);
		const state = (await repository.scores.get(model.id, 'one@acme.no'))!;
		expect(await sumOf()).toBe(state.score);
		const { rows: transitions } = await repository.transitions.list({ key: 'two@acme.no', ...ALL });
		expect(new Set(transitions.map(({ key }) => key)).size).toBe(1);
		expect(transitions.length).toBeGreaterThanOrEqual(3);
	});
});
