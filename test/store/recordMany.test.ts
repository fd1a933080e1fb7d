import { openLeadRepository, type ActivityInput, type LeadRepository } from '../../store';
import { backends } from './backends';

const now = 1_795_338_000_000;
const ALL = { after: null, limit: 1_000 };

const strange = ['', ' ', '\\', '\\N', '\\.', '\\t', '\t', '\n', '\r\n', 'NULL', '"', "'", '{}', '\u0000', '\ud800', 'Ærø', '🦊', "'); drop table activity; --"];
const many = (name: string, count = 120): ActivityInput[] => Array.from({ length: count }, (_, n) => ({ lead: `lead${n % 7}@acme.no`, id: `${name}-${n}`, type: 'page_view', at: now - n }));

describe.each(backends)('many activities at once on $name', ({ emptyStore }) => {
	let repository: LeadRepository;

	beforeEach(async () => {
		repository = await openLeadRepository(await emptyStore());
	});
	afterEach(() => repository.close());

	const record = async (activities: readonly ActivityInput[]) => (await repository.activities.record(activities, now)).map((outcome) => (outcome.ok ? outcome.known : outcome));
	const idsOf = async (lead: string) => (await repository.activities.list(lead, ALL)).rows.map(({ id }) => id).sort();

	it('keeps every text as one at a time would', async () => {
		const activities = many('odd').map((activity, n) => {
			const text = strange[n % strange.length]!;
			return { ...activity, lead: 'together@acme.no', type: `x${text}`, source: text, campaign: `${text}x`, properties: { text, [`key${text}`]: text } };
		});
		await record(activities);
		for (const activity of activities) await record([{ ...activity, lead: 'apart@acme.no' }]);
		const { rows } = await repository.activities.list('together@acme.no', ALL);
		expect(rows).toHaveLength(activities.length);
		expect(rows).toEqual((await repository.activities.list('apart@acme.no', ALL)).rows);
		expect(rows.find(({ id }) => id === 'odd-3')).toMatchObject({ source: '\\N', campaign: '\\Nx', properties: { text: '\\N' }, channel: null });
	});

	it('tells which were known, wherever they stand, and keeps each once', async () => {
		const first = many('first');
		expect(await record(first)).toEqual(first.map(() => false));
		const fresh = many('second');
		const mixed = [...fresh.slice(0, 50), first[0]!, fresh[0]!, ...fresh.slice(50), first[119]!];
		expect(await record(mixed)).toEqual([...fresh.slice(0, 50).map(() => false), true, true, ...fresh.slice(50).map(() => false), true]);
		expect(await record([...first, ...fresh])).toEqual([...first, ...fresh].map(() => true));
		const third = many('third');
		expect(await record(third)).toEqual(third.map(() => false));
		const all = [...first, ...fresh, ...third].filter(({ lead }) => lead === 'lead3@acme.no');
		expect(await idsOf('lead3@acme.no')).toEqual(all.map(({ id }) => id).sort());
	});

	it('takes the same from several at the same time, and counts each as new once', async () => {
		const activities = many('same', 700);
		const told = await Promise.all([0, 1, 2, 3].map((turn) => record([...activities.slice(turn * 150), ...activities.slice(0, turn * 150)])));
		expect(told.flat().filter((known) => known === false)).toHaveLength(activities.length);
		expect(await idsOf('lead5@acme.no')).toEqual(activities.filter((_, n) => n % 7 === 5).map(({ id }) => id).sort());
	});

	it('is not undone by what fails beside it', async () => {
		const parts = [0, 1, 2].map((part) => many(`part${part}`));
		const toNobody = { lead: 'nobody@acme.no', points: 5, reason: 'Met at a fair' };
		const told = await Promise.allSettled(parts.flatMap((part) => [record(part), repository.adjustments.add(toNobody, now)]));
		expect(told.map(({ status }) => status)).toEqual(parts.flatMap(() => ['fulfilled', 'rejected']));
		for (const part of parts) expect(await record(part)).toEqual(part.map(() => true));
	});
});
