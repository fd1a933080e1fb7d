import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { compileModel, starterTemplates, type Activity, type Model } from '../../engine';
import { openLeadRepository, runScoring, scoreKeys, takeIn, type LeadRepository, type LeadStoreConfig, type Run, type ScoredLead, type Scoring, type Transition } from '../../store';
import type { Runs } from '../../store/ports/Runs';
import type { Scores } from '../../store/ports/Scores';
import { backends } from './backends';
import { bundleProcess } from './bundleProcess';
import { transitionsOf } from './transitionsOf';

const DAY_MS = 86_400_000;
const model = starterTemplates[0]!.model;
const scorer = compileModel(model);
const keysOf = (count: number, name = 'lead'): string[] => Array.from({ length: count }, (_, n) => `${name}${n}@acme.no`);
const demo = (id: string): Activity => ({ id, type: 'demo_request', at: Date.now() - 1000 });
const strong = { jobTitle: 'CTO', industry: 'Software', country: 'NO', companySize: 120, budget: 100_000 };

/** What a run gave out, and what it counted. */
const finish = async (run: AsyncGenerator<ScoredLead[], Run, void>): Promise<{ leads: ScoredLead[]; run: Run }> => {
	const leads: ScoredLead[] = [];
	for (;;) {
		const { done, value } = await run.next();
		if (done) return { leads, run: value };
		leads.push(...value);
	}
};

const changesIn = (leads: readonly ScoredLead[]): string[] => leads.flatMap(({ transition }) => (transition ? [transition.id] : []));
const idsOf = (transitions: readonly Transition[]): string[] => transitions.map(({ id }) => id);

describe.each(backends)('scoring leads of a store on $name', ({ emptyStore }) => {
	let config: LeadStoreConfig;
	let repository: LeadRepository;
	let scoring: Scoring;

	beforeEach(async () => {
		config = await emptyStore();
		repository = await openLeadRepository(config);
		await repository.models.save(model, Date.now());
		scoring = { repository, modelId: model.id, scorer, clock: Date.now };
	});
	afterEach(() => repository.close());

	const fill = (keys: readonly string[], attributes: Record<string, unknown> = strong) =>
		takeIn(repository, keys.map((key) => ({ key, attributes, activities: [] })), Date.now());

	describe('takes leads in', () => {
		it('laid over what is known, with their activities, each once', async () => {
			const lead = { key: 'anna@acme.no', attributes: { jobTitle: 'CTO' }, activities: [demo('a'), demo('b')] };
			expect(await takeIn(repository, [lead, { ...lead, attributes: { country: 'NO' }, activities: [demo('b')] }], Date.now())).toEqual([
				{ ok: true, key: 'anna@acme.no', unreadable: 0 },
				{ ok: true, key: 'anna@acme.no', unreadable: 0 },
			]);
			const [input] = await repository.scores.read(model.id, ['anna@acme.no']);
			expect(input!.lead.attributes).toEqual({ email: 'anna@acme.no', jobTitle: 'CTO', country: 'NO' });
			expect(input!.lead.activities).toHaveLength(2);
			const { rows } = await repository.activities.list('anna@acme.no', { after: null, limit: 10 });
			expect(rows.map(({ id }) => id).sort()).toEqual(['a', 'b']);
		});

		it('with the properties of each activity, whatever is in them', async () => {
			const texts = ['', '\u001f', 'a\u001f\u001eb', '"', '\\', '\n', ',[', "'", '🦊'];
			const activities = texts.flatMap((text, n): Activity[] => [
				{ id: `with ${n}`, type: `x${text}y`, at: 3 * n, properties: { text, [`key${text}`]: [text, null, { text }] } },
				{ id: `without ${n}`, type: `x${text}z`, at: 3 * n + 1 },
			]);
			await takeIn(repository, [{ key: 'anna@acme.no', attributes: {}, activities: [...activities].reverse() }], Date.now());
			const [input] = await repository.scores.read(model.id, ['anna@acme.no']);
			expect(input!.lead.activities!.map(({ type, at, properties }) => ({ type, at, properties }))).toEqual(activities.map(({ type, at, properties }) => ({ type, at, properties })));
		});

		it('and leaves out activities that say neither what nor when', async () => {
			const activities = [{ type: 'page_view', at: 'some day' }, { at: Date.now() }, { type: ' ', at: Date.now() }, { type: 'page_view', at: '2026-01-01' }] as Activity[];
			expect(await takeIn(repository, [{ key: 'a@acme.no', activities }], Date.now())).toEqual([{ ok: true, key: 'a@acme.no', unreadable: 3 }]);
			const { rows } = await repository.activities.list('a@acme.no', { after: null, limit: 10 });
			expect(rows.map(({ at }) => at)).toEqual([Date.parse('2026-01-01')]);
		});

		it('so that one which is refused harms no other', async () => {
			await repository.leads.erase('gone@acme.no', Date.now());
			const keys = [...keysOf(20), 'gone@acme.no', ' ', ...keysOf(20, 'more')];
			const taken = await fill(keys);
			expect(taken.map(({ ok }) => ok)).toEqual(keys.map((key) => !['gone@acme.no', ' '].includes(key)));
			expect(taken[20]).toMatchObject({ cause: { message: expect.stringContaining('erased'), remedy: expect.stringContaining('suppression') } });
			expect(taken[21]).toMatchObject({ cause: { message: 'The lead has no identity' } });
		});
	});

	it('keeps why a lead has its score, whatever the lead consists of', async () => {
		const titles = ['\u001f', 'a\u001f\u001eb', '"', '\\', '\\"', 'a\tb\nc', '{NULL}', ',', 'NULL', "'", '🦊'];
		const telling: Model = { ...model, id: 'telling', groups: [{ id: 'titles', name: 'Titles', dimension: 'fit', rules: [{ id: 'title', type: 'lookup', field: 'jobTitle', table: [], otherwise: 5 }] }] };
		await repository.models.save(telling, Date.now());
		const own = { ...scoring, modelId: telling.id, scorer: compileModel(telling), runId: 'telling' };
		// Of few leads and of many, the first time and again.
		for (const leads of [titles, titles.flatMap((title) => [title, `${title} ${title}`, `${title}!`, `-${title}`])]) {
			const keys = leads.map((_, n) => `${leads.length}-${n}@acme.no`);
			await takeIn(repository, keys.map((key, n) => ({ key, attributes: { jobTitle: leads[n] }, activities: [] })), Date.now());
			const first = await scoreKeys(own, keys);
			const again = await scoreKeys(own, keys);
			for (const key of keys) {
				const outcome = again.get(key);
				if (!outcome?.ok) throw new Error(`${key} has no score`);
				const { contributions } = outcome.result;
				expect(contributions).toHaveLength(1);
				expect(first.get(key)).toMatchObject({ ok: true, result: { contributions } });
				expect(await repository.scores.get(telling.id, key)).toMatchObject({ contributions });
				const { rows } = await repository.scores.history(telling.id, key, { after: null, limit: 10 });
				expect(rows.flatMap(({ reasons }) => reasons)).toContainEqual(expect.objectContaining({ rule: 'title', because: contributions[0]!.because }));
			}
		}
	});

	it('tells exactly one transition a change, however many score the same leads while things happen', async () => {
		const keys = keysOf(40);
		await fill(keys, {});
		const others = await Promise.all(Array.from({ length: 4 }, () => openLeadRepository(config)));
		const told = await Promise.all(
			others.map(async (own, worker) => {
				const changes: string[] = [];
				for (let round = 0; round < 6; round++) {
					await takeIn(own, keys.map((key) => ({ key, attributes: { [`field${worker}`]: round, ...(round > 2 && strong) }, activities: [demo(`${worker}-${round}`)] })), Date.now());
					const scored = await scoreKeys({ ...scoring, repository: own, runId: `${worker}/${round}` }, keys);
					for (const outcome of scored.values()) {
						if (!outcome.ok) throw outcome.error;
						if (outcome.transition) changes.push(outcome.transition.id);
					}
				}
				return changes;
			}),
		);
		await Promise.all(others.map((own) => own.close()));

		const all = await transitionsOf(repository);
		expect(told.flat().sort()).toEqual(idsOf(all).sort());
		expect(all.length).toBeGreaterThan(keys.length);
		for (const key of keys) {
			const path = await transitionsOf(repository, { key });
			path.forEach(({ from }, index) => expect(from).toBe(path[index - 1]?.to ?? null));
			const { rows } = await repository.scores.history(model.id, key, { after: null, limit: 500 });
			const state = await repository.scores.get(model.id, key);
			expect(rows.reduce((sum, { delta }) => sum + delta, 0)).toBeCloseTo(state!.score, 6);
			// What the last one saw is all there is.
			const [input] = await repository.scores.read(model.id, [key]);
			expect(state!.score).toBe(scorer.score(input!.lead, state!.scoredAt, state!.band).score);
			expect(input!.lead.activities).toHaveLength(24);
		}
	}, 120_000);

	it('tells a change although the answer to its save got lost', async () => {
		await fill(['anna@acme.no']);
		const lossy: LeadRepository = Object.create(repository, {
			scores: {
				value: Object.create(repository.scores, {
					save: {
						value: async (...save: Parameters<LeadRepository['scores']['save']>) => {
							const outcomes = await repository.scores.save(...save);
							return outcomes.map((outcome) => (outcome.saved && outcome.transition ? { saved: false as const } : outcome));
						},
					},
				}) as LeadRepository['scores'],
			},
		}) as LeadRepository;
		const outcomes = await scoreKeys({ ...scoring, repository: lossy, runId: 'mine' }, ['anna@acme.no']);
		const [change] = await transitionsOf(repository);
		expect(outcomes.get('anna@acme.no')).toMatchObject({ ok: true, transition: change, previousBand: null, enteredBands: {}, result: { band: change!.to } });

		const run = await finish(runScoring({ ...scoring, repository: lossy }, { name: 'run', which: 'all' }));
		expect(changesIn(run.leads)).toEqual([]);
	});

	it('says of a lead that is gone, and scores the others', async () => {
		await fill(keysOf(2));
		const outcomes = await scoreKeys({ ...scoring, runId: 'x' }, ['lead0@acme.no', 'nobody@acme.no', 'lead1@acme.no']);
		expect([...outcomes.values()].map((outcome) => outcome.ok || outcome.error.code)).toEqual([true, 'notFound', true]);
	});

	it('knows when the lead came into its bands before', async () => {
		let now = Date.now() - 50 * DAY_MS;
		const clocked = { ...scoring, clock: () => now, runId: 'x' };
		const score = async (attributes: Record<string, unknown>) => {
			await takeIn(repository, [{ key: 'a@acme.no', attributes, activities: [] }], now);
			return (await scoreKeys(clocked, ['a@acme.no'])).get('a@acme.no') as ScoredLead;
		};
		const first = await score(strong);
		const entered = now;
		now += 10 * DAY_MS;
		const second = await score({ lifecycleStage: 'customer' });
		now += 10 * DAY_MS;
		const third = await score({ lifecycleStage: 'lead' });
		expect(first).toMatchObject({ previousBand: null, enteredBands: {} });
		expect(second.result.band).toBe('disqualified');
		expect(third).toMatchObject({
			previousBand: second.result.band,
			transition: { from: second.result.band, to: first.result.band, at: now },
			enteredBands: { [first.result.band]: entered, [second.result.band]: now - 10 * DAY_MS },
		});
	});

	describe('in a run', () => {
		const run = (more: Partial<Scoring> = {}, which: 'due' | 'all' = 'due') => runScoring({ ...scoring, ...more }, { name: 'nightly', which, pageSize: 20 });

		it('scores those that are due, page by page, and nothing twice', async () => {
			await fill(keysOf(50));
			const first = await finish(run());
			expect(first.run).toMatchObject({ read: 50, scored: 50, changed: 50, resumed: false });
			expect(changesIn(first.leads).sort()).toEqual(idsOf(await transitionsOf(repository)).sort());
			await takeIn(repository, [{ key: 'lead7@acme.no', activities: [demo('x')] }], Date.now());
			expect((await finish(run())).run).toMatchObject({ read: 1, scored: 1, resumed: false });
			expect((await finish(run({}, 'all'))).run).toMatchObject({ read: 50, scored: 50, changed: 0 });
		});

		it('ends although more becomes due all the time', async () => {
			await fill(keysOf(50));
			const busy = run();
			let pages = 0;
			for (; !(await busy.next()).done; pages++) await takeIn(repository, keysOf(50).map((key) => ({ key, activities: [demo(`${pages}`)] })), Date.now() + 1);
			expect(pages).toBeLessThanOrEqual(3);
		});

		it('goes on where it was stopped, and tells all changes, each once', async () => {
			await fill(keysOf(100));
			const stop = new AbortController();
			const aborted = run({ signal: stop.signal }, 'all');
			await aborted.next();
			await aborted.next();
			stop.abort();
			// A third page had been begun.
			await aborted.next();
			await expect(aborted.next()).rejects.toThrow('aborted');
			expect(await transitionsOf(repository)).toHaveLength(60);

			const { leads, run: finished } = await finish(run({}, 'all'));
			expect(finished).toMatchObject({ read: 100, scored: 100, changed: 100, resumed: true });
			expect(changesIn(leads).sort()).toEqual(idsOf(await transitionsOf(repository)).sort());
			expect(leads).toHaveLength(100);
			const [again] = leads;
			const [fresh] = leads.slice(-1);
			const shape = ({ lead, result, ...more }: ScoredLead) => ({ lead: Object.keys(lead), result: Object.keys(result).sort(), more: Object.keys(more).filter((name) => !['ok', 'attempts'].includes(name)).sort() });
			expect(shape(again!)).toEqual(shape(fresh!));
			expect(again).toMatchObject({ previousBand: null, enteredBands: {}, result: { score: again!.transition!.score, band: again!.transition!.to } });
		});

		it('is told to have been cancelled, although the store has gone as well', async () => {
			await fill(keysOf(50));
			const stop = new AbortController();
			const runs = Object.assign(Object.create(repository.runs) as Runs, {
				advance: async (progress: Run) => (stop.signal.aborted ? Promise.reject(new Error('gone')) : repository.runs.advance(progress)),
			});
			const cancelled = run({ repository: Object.assign(Object.create(repository) as LeadRepository, { runs }), signal: stop.signal }, 'all');
			await cancelled.next();
			stop.abort(new Error('cancelled'));
			await expect(finish(cancelled)).rejects.toThrow('cancelled');
		});

		it('tells a change of before the crash as it was, although the lead has moved on', async () => {
			await fill(['a@acme.no', ...keysOf(25)], { jobTitle: 'CTO' });
			const crashed = run({}, 'all');
			await crashed.next();
			const [before] = await transitionsOf(repository, { key: 'a@acme.no' });
			await takeIn(repository, [{ key: 'a@acme.no', attributes: strong, activities: [demo('1')] }], Date.now());
			const moved = (await scoreKeys({ ...scoring, runId: 'real time' }, ['a@acme.no'])).get('a@acme.no') as ScoredLead;
			expect(moved.transition).toMatchObject({ from: before!.to });

			const { leads } = await finish(run({}, 'all'));
			const own = leads.filter(({ lead, transition }) => lead.key === 'a@acme.no' && transition);
			expect(own).toMatchObject([{ transition: before, previousBand: null, result: { band: before!.to, score: before!.score } }]);
			expect(own[0]!.enteredBands).toEqual({});
		});

		it('does no more again after a crash than the page under way and the last tenth of a second', async () => {
			await fill(keysOf(100));
			let scored = 0;
			const slow: typeof scorer = {
				...scorer,
				score(...given) {
					scored += 1;
					for (const until = performance.now() + 10; performance.now() < until; );
					return scorer.score(...given);
				},
			};
			const crashed = run({ scorer: slow }, 'all');
			for (let page = 0; page < 3; page++) await crashed.next();
			// The page after is under way.
			while ((await transitionsOf(repository)).length < 80) await pause(5);
			expect(scored).toBe(80);
			scored = 0;
			await finish(run({ scorer: slow }, 'all'));
			// Those 80 only to tell of their changes, then the page that was under way, perhaps the one before it, and the 20 that were left.
			expect([120, 140]).toContain(scored);
		});

		it('leaves nothing under way when nobody reads on', async () => {
			await fill(keysOf(50));
			const scores = Object.create(repository.scores) as Scores;
			scores.save = async (...given) => {
				await pause(50);
				return repository.scores.save(...given);
			};
			const left = run({ repository: Object.assign(Object.create(repository) as LeadRepository, { scores }) }, 'all');
			await left.next();
			await left.return({} as Run);
			expect(await transitionsOf(repository)).toHaveLength(40);
		});

		it('gives out what it has scored before it tells that the store has failed', async () => {
			await fill(keysOf(50));
			const scores = Object.create(repository.scores) as Scores;
			scores.page = async (query) => (query.after === null ? repository.scores.page(query) : Promise.reject(new Error('gone')));
			const failing = run({ repository: Object.assign(Object.create(repository) as LeadRepository, { scores }) }, 'all');
			expect((await failing.next()).value).toHaveLength(20);
			await expect(failing.next()).rejects.toThrow('gone');
			expect((await finish(run({}, 'all'))).run).toMatchObject({ read: 50, changed: 50, resumed: true });
		});

		it('belongs to the execution that took it over, which tells all changes', async () => {
			await fill(keysOf(60));
			const slow = run({}, 'all');
			await slow.next();
			const quick = await finish(run({}, 'all'));
			await expect(finish(slow)).rejects.toMatchObject({ message: expect.stringContaining('taken this scoring run over'), remedy: expect.any(String) });
			expect(changesIn(quick.leads).sort()).toEqual(idsOf(await transitionsOf(repository)).sort());
			expect((await finish(run({}, 'all'))).run).toMatchObject({ resumed: false, changed: 0 });
		});

		it('survives being killed at any moment: the run that ends tells each change once', async () => {
			await fill(keysOf(400), { jobTitle: 'CTO' });
			const script = await bundleProcess('scoringProcess');
			let killed = 0;
			for (let round = 0; round < 6; round++) {
				const child = spawn(process.execPath, [script, JSON.stringify(config), 'nightly'], { stdio: ['ignore', 'pipe', 'inherit'] });
				const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
				await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
				await pause(Math.random() * 12);
				child.kill('SIGKILL');
				if ((await ended) === 'SIGKILL') killed += 1;
				const unfinished = await repository.transitions.list({ after: null, limit: 1 });
				expect(unfinished.rows).toHaveLength(1);
			}
			expect(killed).toBeGreaterThan(0);
			const { leads, run: finished } = await finish(run({}, 'all'));
			if (finished.resumed) {
				expect(changesIn(leads).sort()).toEqual(idsOf(await transitionsOf(repository)).sort());
				expect(finished).toMatchObject({ changed: 400 });
			}
			expect(new Set(idsOf(await transitionsOf(repository))).size).toBe(400);
		}, 120_000);
	});
});
