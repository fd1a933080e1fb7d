import { compileModel } from '../../engine';
import { openLeadRepository, type ActivityInput, type LeadRepository, type LeadStoreConfig } from '../../store';
import { backends } from './backends';
import { bundleProcess } from './bundleProcess';
import { expectScored, expectSound } from './expectSound';
import { movingModel } from './movingModel';
import { startEventProcess } from './startEventProcess';
import { transitionsOf } from './transitionsOf';

const PROCESSES = 8;
const LEADS = 200;
const EVENTS = 20_000;
const DISTINCT = 14_000;
const BATCH = 50;
/** Has no factor in common with the number of events, so that its multiples are an order of them. */
const STRIDE = 7_919;

const keyOf = (n: number): string => `lead${n % LEADS}@acme.no`;
/** Event number `n`; two in three bring their id, the others are told apart by what they say. */
const eventOf = (n: number, now: number): ActivityInput => ({
	lead: keyOf(n),
	type: Math.floor(n / LEADS) % 2 === 0 ? 'up' : 'down',
	at: now - n * 1_000,
	properties: { page: `/page-${n}` },
	...(n % 3 > 0 && { id: `event ${n}` }),
});
/** What each process gets: all events in a mixed order, repeats and what they repeat mostly apart. */
const portion = (process: number, now: number): ActivityInput[] =>
	Array.from({ length: EVENTS / PROCESSES }, (_, index) => ((index * PROCESSES + process) * STRIDE) % EVENTS).map((n) => eventOf(n < DISTINCT ? n : (n * 31) % DISTINCT, now));

describe.each(backends)('a store on $name that 8 processes write to at once', ({ emptyStore }) => {
	let config: LeadStoreConfig;
	let repository: LeadRepository;

	beforeEach(async () => {
		config = await emptyStore();
		repository = await openLeadRepository(config);
		await repository.models.save(movingModel, Date.now());
	});
	afterEach(() => repository.close());

	it('loses and doubles no event, and tells every change of band once and in order', async () => {
		const script = await bundleProcess('eventProcess');
		const now = Date.now();
		const processes = Array.from({ length: PROCESSES }, () => startEventProcess(script, config));
		await Promise.all(processes.map(({ tells }) => tells(1)));
		processes.forEach(({ take, finish }, index) => {
			const events = portion(index, now);
			for (let start = 0; start < events.length; start += BATCH) take(events.slice(start, start + BATCH));
			finish();
		});
		expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual(processes.map(() => 0));

		const told = processes.flatMap((process) => process.told);
		const outcomes = told.flatMap((each) => (each.what === 'recorded' ? each.outcomes : []));
		expect(outcomes).toHaveLength(EVENTS);
		expect(outcomes.filter((outcome) => outcome.ok && !outcome.known)).toHaveLength(DISTINCT);
		expect(outcomes.filter((outcome) => outcome.ok && outcome.known)).toHaveLength(EVENTS - DISTINCT);

		const changes = told.flatMap((each) => (each.what === 'scored' ? each.transitions : []));
		const stored = await transitionsOf(repository);
		expect(changes.map(({ id }) => id).sort()).toEqual(stored.map(({ id }) => id).sort());
		// More than the first change of each lead.
		expect(stored.length).toBeGreaterThan(5 * LEADS);

		const scorer = compileModel(movingModel);
		const pages = new Set<unknown>();
		for (let n = 0; n < LEADS; n++) {
			const { activities } = await expectSound(repository, movingModel.id, keyOf(n));
			await expectScored(repository, movingModel.id, keyOf(n), scorer);
			expect(activities).toHaveLength(DISTINCT / LEADS);
			for (const { properties } of activities) pages.add(properties.page);
		}
		expect(pages.size).toBe(DISTINCT);
	}, 300_000);
});
