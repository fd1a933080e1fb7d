import { compileModel, starterTemplates } from '../../engine';
import { openLeadRepository, type LeadRepository } from '../../store';
import { backends } from './backends';

const DAY_MS = 86_400_000;
const now = 20_000 * DAY_MS;
const ALL = { after: null, limit: 100 };
const model = starterTemplates[0]!.model;
const scorer = compileModel(model);

describe.each(backends)('a lead store on $name', ({ emptyStore }) => {
	let repository: LeadRepository;

	beforeAll(async () => {
		repository = await openLeadRepository(await emptyStore());
		await repository.models.save(model, now);
	});
	afterAll(() => repository.close());

	it('keeps a lead under all its identities, and its activities once', async () => {
		await repository.leads.upsert([{ key: ' Anna@Acme.no ', aliases: ['hubspot:1'], attributes: { jobTitle: 'CTO', city: 'Oslo' } }], now);
		await repository.leads.upsert([{ key: 'hubspot:1', attributes: { city: null, industry: 'SaaS' } }], now + 1);
		const visit = { lead: 'visitor:1', type: 'page_view', at: now - DAY_MS, properties: { url: '/pricing' } };
		const outcomes = await repository.activities.record([visit, visit, { lead: 'anna@acme.no', id: 'x', type: 'demo_request', at: now }], now + 2);
		expect(outcomes.map((outcome) => outcome.ok && outcome.known)).toEqual([false, true, false]);
		await repository.activities.record([{ ...visit, lead: 'anna@acme.no' }], now + 3);
		expect(await repository.leads.identify({ key: 'anna@acme.no', aliases: ['visitor:1'] }, now + 4)).toMatchObject({ merged: ['visitor:1'] });

		expect(await repository.leads.get('visitor:1')).toMatchObject({
			key: 'anna@acme.no',
			aliases: ['anna@acme.no', 'hubspot:1', 'visitor:1'],
			attributes: { email: 'anna@acme.no', jobTitle: 'CTO', industry: 'SaaS' },
		});
		const { rows } = await repository.activities.list('hubspot:1', ALL);
		expect(rows.map(({ type }) => type)).toEqual(['demo_request', 'page_view']);
	});

	it('seals what a link is about, and opens only what it has sealed itself', async () => {
		const message = { key: 'anna@acme.no', messageId: 'm1', campaignId: 'warm-up', step: 'guide', linkUrl: 'https://www.example.com/?a=1&b=ø' };
		const tokens = await Promise.all([message, message].map((each) => repository.messageTokens.seal(each)));
		expect(new Set(tokens).size).toBe(2);
		for (const token of tokens) {
			expect(token).toMatch(/^[A-Za-z0-9_-]{60,600}$/);
			expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('anna');
			expect(await repository.messageTokens.open(token)).toEqual(message);
		}

		const [token = ''] = tokens;
		const changed = [...token].map((_letter, index) => `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`);
		// The last character may hold bits that no byte is made of.
		for (const strange of ['', 'x', token.slice(1), token.slice(0, -4), 'A'.repeat(100_000), ...changed.slice(0, -1)]) expect(await repository.messageTokens.open(strange)).toBeNull();
		const other = await openLeadRepository(await emptyStore());
		expect(await other.messageTokens.open(token)).toBeNull();
		await other.close();
	});

	it('gives an unknown visitor to the first who is seen in that browser, and never makes one of two people', async () => {
		const visit = { lead: 'visitor:2', type: 'page_view', at: now };
		await repository.activities.record([visit], now);
		const seen = (key: string, visitor: string) => ({ key, visitors: [visitor] });
		// All in one batch, and by themselves once more.
		for (const leads of [[seen('bo@acme.no', 'visitor:2'), seen('eva@acme.no', 'visitor:2'), seen('eva@acme.no', 'visitor:3')], [seen('eva@acme.no', 'visitor:2')]]) {
			expect((await repository.leads.upsert(leads, now)).map(({ ok, key }) => [ok, key])).toEqual(leads.map(({ key }) => [true, key]));
		}
		expect(await repository.leads.get('visitor:2')).toMatchObject({ key: 'bo@acme.no', aliases: ['bo@acme.no', 'visitor:2'] });
		expect(await repository.leads.get('visitor:3')).toMatchObject({ key: 'eva@acme.no', aliases: ['eva@acme.no', 'visitor:3'] });
		expect((await repository.activities.list('bo@acme.no', ALL)).rows).toHaveLength(1);

		await Promise.all(['ida', 'jon', 'kim', 'lea'].map((name) => repository.leads.upsert([seen(`${name}@acme.no`, 'visitor:4')], now)));
		const owners = await Promise.all(['ida', 'jon', 'kim', 'lea'].map(async (name) => (await repository.leads.get(`${name}@acme.no`))?.aliases));
		expect(owners.flat().filter((alias) => alias === 'visitor:4')).toHaveLength(1);
		expect(owners.filter((aliases) => aliases?.length === 1)).toHaveLength(3);

		await repository.leads.erase('bo@acme.no', now);
		expect(await repository.leads.upsert([seen('eva@acme.no', 'visitor:2')], now)).toMatchObject([{ ok: true, key: 'eva@acme.no' }]);
		expect(await repository.leads.get('visitor:2')).toBeNull();
	});

	it('gives out who is due, and saves a score only from what it was read from', async () => {
		await repository.leads.upsert([{ key: 'due@acme.no', attributes: { jobTitle: 'CEO' } }], now);
		const [input] = await repository.scores.read(model.id, ['due@acme.no']);
		const result = scorer.score(input!.lead, now);
		await repository.activities.record([{ lead: 'due@acme.no', type: 'demo_request', at: now }], now);
		expect(await repository.scores.save(model.id, [{ input: input!, result }], now)).toEqual([{ saved: false }]);

		const { rows } = await repository.scores.page({ modelId: model.id, dueAt: now, ...ALL });
		const again = rows.find(({ lead }) => lead.key === 'due@acme.no')!;
		const better = scorer.score(again.lead, now);
		const [outcome] = await repository.scores.save(model.id, [{ input: again, result: better }], now, 'a run');
		expect(outcome).toMatchObject({ saved: true, transition: { from: null, to: better.band, score: better.score, runId: 'a run' } });
		const { rows: left } = await repository.scores.page({ modelId: model.id, dueAt: now, ...ALL });
		expect(left.map(({ lead }) => lead.key)).not.toContain('due@acme.no');
		expect(await repository.scores.get(model.id, 'due@acme.no')).toMatchObject({ score: better.score, band: better.band });
		const { rows: history } = await repository.scores.history(model.id, 'due@acme.no', ALL);
		expect(history).toMatchObject([{ delta: better.score, score: better.score }]);
		expect(history[0]!.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(better.score, 9);
	});

	it('hands a transition to one at a time, until it is acknowledged or has failed for good', async () => {
		await repository.transitions.subscribe({ id: 'sales', modelId: model.id, to: ['cold'] }, now);
		await repository.leads.upsert([{ key: 'handed@acme.no' }], now);
		const [input] = await repository.scores.read(model.id, ['handed@acme.no']);
		await repository.scores.save(model.id, [{ input: input!, result: scorer.score(input!.lead, now) }], now);

		const lease = (at: number) => repository.transitions.lease('sales', { limit: 10, leaseMs: 1_000, now: at });
		const [first] = await lease(now);
		expect(first).toMatchObject({ attempts: 1, transition: { key: 'handed@acme.no', to: 'cold' } });
		expect(await lease(now)).toEqual([]);
		const [second] = await lease(now + 2_000);
		expect(await repository.transitions.acknowledge([first!])).toBe(0);
		expect(await repository.transitions.fail([second!], 'no such mailbox', { now, maxAttempts: 2 })).toBe(1);
		expect(await repository.transitions.deliveries({ ...ALL, state: 'failed' })).toMatchObject({ rows: [{ lastError: 'no such mailbox' }] });
		expect(await repository.transitions.retry({}, now)).toBe(1);
		const [third] = await lease(now);
		expect(await repository.transitions.acknowledge([third!])).toBe(1);
	});

	it('settles many transitions at once, each by its own attempts, and leaves alone those whose lease was lost', async () => {
		const { transitions, scores, leads } = repository;
		await transitions.subscribe({ id: 'many', modelId: model.id }, now);
		const keys = ['one@many.no', 'two@many.no', 'three@many.no'];
		await leads.upsert(keys.map((key) => ({ key })), now);
		const inputs = await scores.read(model.id, keys);
		await scores.save(model.id, inputs.map((input) => ({ input: input!, result: scorer.score(input!.lead, now) })), now);
		const lease = (at: number) => transitions.lease('many', { limit: 10, leaseMs: 1_000, now: at });

		const old = await lease(now);
		expect(old.map(({ transition: { key } }) => key).sort()).toEqual([...keys].sort());
		const [lost, ...renewed] = old;
		expect(await transitions.renew(renewed, now + 60_000)).toBe(2);
		const [again, ...more] = await lease(now + 2_000);
		expect([again!.transition.id, again!.attempts, more]).toEqual([lost!.transition.id, 2, []]);
		expect(await transitions.renew(old, now + 60_000)).toBe(2);
		// A first attempt is tried again, a second one was the last.
		expect(await transitions.fail([renewed[0]!, again!, lost!], 'CRM away', { now, maxAttempts: 2 })).toBe(2);
		const stateOf = async () => Object.fromEntries((await transitions.deliveries({ ...ALL, consumer: 'many' })).rows.map(({ transition: { id }, state, attempts }) => [id, [state, attempts]]));
		expect(await stateOf()).toEqual({ [renewed[0]!.transition.id]: ['pending', 1], [lost!.transition.id]: ['failed', 2], [renewed[1]!.transition.id]: ['pending', 1] });
		expect(await transitions.release(old)).toBe(1);
		expect(await stateOf()).toMatchObject({ [renewed[1]!.transition.id]: ['pending', 0] });
		const rest = await lease(now + 60_000);
		expect(await transitions.acknowledge([...rest, ...old])).toBe(2);
		expect(await stateOf()).toMatchObject({ [renewed[0]!.transition.id]: ['done', 2], [renewed[1]!.transition.id]: ['done', 1] });
	});

	it('forgets a person, and takes nothing of them back until that is lifted', async () => {
		await repository.leads.upsert([{ key: 'gone@acme.no', aliases: ['crm:9'] }], now);
		await repository.activities.record([{ lead: 'crm:9', type: 'page_view', at: now }], now);
		expect(await repository.leads.erase('gone@acme.no', now)).toEqual({ erased: true, activities: 1 });
		expect(await repository.leads.get('crm:9')).toBeNull();
		expect(await repository.leads.upsert([{ key: 'new@acme.no', aliases: ['crm:9'] }, { key: 'other@acme.no' }], now)).toMatchObject([{ ok: false }, { ok: true }]);
		expect(await repository.activities.record([{ lead: 'gone@acme.no', type: 'page_view', at: now }], now)).toMatchObject([{ ok: false }]);
		await repository.suppressions.lift('gone@acme.no', now);
		expect(await repository.leads.upsert([{ key: 'gone@acme.no' }], now)).toMatchObject([{ ok: true, created: true }]);
	});
});
