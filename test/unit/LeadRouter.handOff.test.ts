import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { executeNode, toItems } from './executeNode';
import { failureOf, outputOf, router, scored } from './leadRouter';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T08:00:00Z');
const at = (daysAgo: number): string => new Date(NOW - daysAgo * DAY).toISOString();

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

describe('minimum fit', () => {
	test('a result short of it leaves by the next band down', async () => {
		const options = { minimumFit: 20 };
		expect(await outputOf(scored('sales', { fit: 20 }), { options })).toBe(0);
		expect(await outputOf(scored('sales', { fit: 19 }), { options })).toBe(1);
	});

	test('with a score field the fit is in a field too', async () => {
		const options = { minimumFit: 20, fitField: 'fit' };
		const parameters = { routeBy: 'scoreField', scoreField: 'score', options };
		expect(await outputOf({ score: 80, fit: '25' }, parameters)).toBe(0);
		expect(await outputOf({ score: 80, fit: '5' }, parameters)).toBe(1);
		expect((await failureOf(toItems({ score: 80 }), parameters)).message).toBe("The lead has no fit to compare with 'Minimum Fit for Hand-Off'");
	});
});

describe('hand-off at most once in so many days', () => {
	const options = { handOffEveryDays: 30 };

	test.each([
		[{}, 0],
		[{ lastHandOffAt: '' }, 0],
		[{ lastHandOffAt: at(30) }, 0],
		[{ lastHandOffAt: at(29) }, 4],
		[{ lastHandOffAt: NOW - DAY }, 4],
		[{ lastHandOffAt: (NOW - 31 * DAY) / 1000 }, 0],
		[{ lastHandOffAt: String(Math.round((NOW - DAY) / 1000)) }, 4],
	])('%j leaves by output %d', async (more, output) => {
		expect(await outputOf({ ...scored('sales'), ...more }, { options })).toBe(output);
	});

	test('a date that cannot be read is an error, not "never"', async () => {
		const error = await failureOf(toItems({ ...scored('sales'), lastHandOffAt: 'last week' }), { options });
		expect(error.message).toBe(`'lastHandOffAt' holds "last week", which is not a date`);
	});
});

describe('a result of the Lead Store', () => {
	const transition = { id: 't1', from: 'nurture', to: 'sales', at: at(0) };
	const moved = (enteredBands: IDataObject, more: IDataObject = {}): IDataObject =>
		scored('sales', { previousBand: 'nurture', bandChanged: true, transition, enteredBands, ...more });
	const stayed = (enteredBands: IDataObject): IDataObject => moved(enteredBands, { previousBand: 'sales', bandChanged: false, transition: null });
	const once: INodeParameters = { options: { handOffEveryDays: 30, includeRoute: true } };

	test('only when the band changed, leaves by its band when it tells a change', async () => {
		expect(await outputOf(moved({}), { when: 'bandChanged' })).toBe(0);
		expect(await outputOf(stayed({ sales: at(1) }), { when: 'bandChanged' })).toBe(4);
	});

	test.each<[what: string, lead: IDataObject, output: number, reason: string]>([
		['for the first time', moved({ nurture: at(2) }), 0, 'Scoring put the lead in band "sales" with score 60'],
		['again after 30 days', moved({ sales: at(30), nurture: at(2) }), 0, 'Scoring put the lead in band "sales" with score 60'],
		['again after 29 days', moved({ sales: at(29), nurture: at(2) }), 4, 'it was handed off 29 days ago, and at most once in 30 days is allowed'],
		['yesterday', stayed({ sales: at(1) }), 4, 'it was handed off 1 day ago, and at most once in 30 days is allowed'],
		['long ago, and is still there', stayed({ sales: at(99) }), 4, 'it was handed off 99 days ago, and has been in the band ever since'],
	])('handed off at most once in 30 days, came into the band %s', async (_when, lead, output, reason) => {
		const outputs = await executeNode(router, toItems(lead), { parameters: once });
		const [item] = outputs[output] ?? [];
		expect((item?.json.leadRoute as IDataObject | undefined)?.reason).toContain(reason);
	});

	test('counts the entries into the hand-off band, whatever it is called', async () => {
		const bands = { values: [{ name: 'Rest', band: 'rest', minScore: 0 }, { name: 'Hot', band: 'hot', minScore: 80 }] };
		const lead = scored('hot', { bandChanged: true, enteredBands: { rest: at(1), hot: at(5) } });
		expect(await outputOf(lead, { ...once, bands })).toBe(3);
		expect(await outputOf(scored('hot', { bandChanged: true, enteredBands: { rest: at(1) } }), { ...once, bands })).toBe(1);
	});

	test('goes before the field with the last hand-off, and is read where the result is', async () => {
		expect(await outputOf({ ...moved({ sales: at(40) }), lastHandOffAt: at(1) }, once)).toBe(0);
		const { leadScore } = moved({ sales: at(3) });
		expect(await outputOf({ crm: { rating: leadScore } }, { ...once, resultField: 'crm.rating' })).toBe(4);
	});

	test('with a time that cannot be read is an error, not "never"', async () => {
		const error = await failureOf(toItems(moved({ sales: 'in May' })), once);
		expect(error.message).toBe(`'leadScore.enteredBands.sales' holds "in May", which is not a date`);
	});
});
