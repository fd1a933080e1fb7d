import type { IDataObject } from 'n8n-workflow';
import { LeadStoreError } from '../../store';
import { ask, failureOf, jsonOf, runLeadStore, useLeadStore } from './leadStore';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const AT = '2026-11-20T10:00:00.000Z';

useLeadStore();

/** What became of an item's events. */
const tallyOf = async (item: IDataObject, parameters = {}): Promise<IDataObject> =>
	((await jsonOf('activity.record', [item], parameters))[0]?.leadStore ?? {}) as IDataObject;

const stored = async (lead: string) => (await ask((store) => store.activities.list(lead, { after: null, limit: 100 }))).rows;

const NOTHING = { received: 1, recorded: 0, known: 0, bots: 0, withoutConsent: 0, refused: 0 };

describe('an event', () => {
	it('is recorded as it comes, once', async () => {
		const event = { email: 'Anna@x.no', type: 'page_view', at: AT, url: '/pricing', source: 'google', utm_medium: 'cpc', campaign: 'Autumn', userAgent: CHROME };
		expect(await jsonOf('activity.record', [event])).toEqual([{ key: 'anna@x.no', leadStore: { ...NOTHING, key: 'anna@x.no', recorded: 1, leads: ['anna@x.no'] } }]);
		expect(await tallyOf(event)).toMatchObject({ recorded: 0, known: 1 });
		expect(await stored('anna@x.no')).toEqual([
			{ id: expect.any(String) as string, type: 'page_view', at: Date.parse(AT), source: 'google', channel: 'cpc', campaign: 'Autumn', properties: { url: '/pricing' } },
		]);
	});

	it.each<[what: string, at: unknown, ms: number]>([
		['ISO text with an offset', '2026-11-20T11:00:00+01:00', Date.parse(AT)],
		['ms', Date.parse(AT), Date.parse(AT)],
		['ms as text', String(Date.parse(AT)), Date.parse(AT)],
		['seconds', Date.parse(AT) / 1000, Date.parse(AT)],
		['seconds with a fraction', Date.parse(AT) / 1000 + 0.25, Date.parse(AT) + 250],
	])('has its time from %s', async (_what, time, ms) => {
		await tallyOf({ email: 'a@x.no', type: 'page_view', time } as IDataObject);
		expect((await stored('a@x.no'))[0]?.at).toBe(ms);
	});

	it('without a time happened now', async () => {
		const before = Date.now();
		await tallyOf({ email: 'a@x.no', type: 'page_view' });
		expect((await stored('a@x.no'))[0]?.at).toBeGreaterThanOrEqual(before);
	});

	it.each<[what: string, event: IDataObject, key: string]>([
		['an address', { email: 'A@x.no' }, 'a@x.no'],
		['an ID with its source', { lead: 'hubspot:5' }, 'hubspot:5'],
		['an ID', { userId: 5 }, 'id:5'],
		['a key', { key: 'crm:7' }, 'crm:7'],
		['a visitor', { visitorId: '9f2c' }, 'visitor:9f2c'],
		['the first that names one', { lead: { name: 'Anna' }, email: 'a@x.no' }, 'a@x.no'],
	])('is of the lead that %s names', async (_what, event, key) => {
		expect(await tallyOf({ type: 'page_view', ...event })).toMatchObject({ key, recorded: 1 });
		expect((await stored(key))[0]?.properties).toEqual({});
	});

	it('is told by its own ID, whatever else is in it', async () => {
		await tallyOf({ email: 'a@x.no', type: 'click', eventId: 'e1', url: '/a' });
		expect(await tallyOf({ email: 'a@x.no', type: 'click', eventId: 'e1', url: '/b' })).toMatchObject({ known: 1 });
	});

	it('has everything in it as properties that is not told otherwise', async () => {
		await tallyOf({ email: 'a@x.no', anonymousId: 'v', event: 'signup', at: AT, plan: 'pro', properties: { seats: 5 }, context: { ip: '::1' }, consent: true });
		expect((await stored('a@x.no'))[0]).toMatchObject({ type: 'signup', properties: { plan: 'pro', seats: 5, context: { ip: '::1' } } });
	});

	it('links the visitor to the lead, so that what went before counts too', async () => {
		await tallyOf({ visitorId: '9f2c', type: 'page_view', url: '/' });
		await tallyOf({ visitorId: '9f2c', type: 'page_view', url: '/pricing' });
		expect(await tallyOf({ visitorId: '9f2c', email: 'anna@x.no', type: 'form_submit' })).toMatchObject({ key: 'anna@x.no', recorded: 1 });
		expect((await stored('anna@x.no')).map(({ type }) => type).sort()).toEqual(['form_submit', 'page_view', 'page_view']);
		expect(await ask((store) => store.leads.get('visitor:9f2c'))).toMatchObject({ key: 'anna@x.no' });
	});

	it('makes no one person of two who use the same browser', async () => {
		await tallyOf({ visitorId: '9f2c', type: 'page_view', url: '/' });
		await tallyOf({ visitorId: '9f2c', email: 'anna@x.no', type: 'form_submit' });
		expect(await tallyOf({ visitorId: '9f2c', email: 'bob@x.no', type: 'form_submit' })).toMatchObject({ key: 'bob@x.no', recorded: 1 });
		expect(await ask((store) => store.leads.get('visitor:9f2c'))).toMatchObject({ key: 'anna@x.no' });
		expect(await ask((store) => store.leads.get('bob@x.no'))).toMatchObject({ aliases: ['bob@x.no'] });
		expect((await stored('bob@x.no')).map(({ type }) => type)).toEqual(['form_submit']);
	});

	it('keeps fields of any name as data', async () => {
		const event = JSON.parse('{"email":"a@x.no","type":"x","__proto__":{"polluted":1},"constructor":1}') as IDataObject;
		await tallyOf(event);
		expect(({} as IDataObject).polluted).toBeUndefined();
		expect(Object.keys((await stored('a@x.no'))[0]?.properties ?? {}).sort()).toEqual(['__proto__', 'constructor']);
	});

	it.each<[what: string, event: IDataObject, message: string]>([
		['no type', { email: 'a@x.no' }, 'The event has no type'],
		['an object for a type', { email: 'a@x.no', type: {} }, 'The event has no type'],
		['no lead', { type: 'x' }, 'The event names no lead'],
		['a strange lead', { type: 'x', email: { address: 'a@x.no' } }, `'email' holds {"address":"a@x.no"}, which names no lead`],
		['a strange time', { type: 'x', email: 'a@x.no', at: 'yesterday' }, `'at' holds "yesterday", which is not a time`],
	])('with %s is refused', async (_what, event, message) => {
		const error = await failureOf('activity.record', [event]);
		expect(error.message).toContain(message);
		expect(error.description).not.toBe('');
		expect(error.context.itemIndex).toBe(0);
	});
});

describe('several events', () => {
	const batch = [
		{ type: 'page_view', at: AT, url: '/a' },
		{ type: 'page_view', at: AT, url: '/b' },
		{ type: 'page_view', at: AT, url: '/a' },
	];

	it.each<[what: string, item: IDataObject, parameters: IDataObject]>([
		['in events, of the lead beside them', { email: 'a@x.no', events: batch }, {}],
		['in a field, of the lead beside them', { user: { email: 'a@x.no', log: batch } }, { eventsField: 'user.log' }],
		['as text in a field', { email: 'a@x.no', log: JSON.stringify(batch) }, { eventsField: '$json.log' }],
		['in the body of a call', { headers: {}, params: {}, query: {}, body: { email: 'a@x.no', batch } }, {}],
		['as text in the body of a call', { headers: {}, params: {}, query: {}, body: JSON.stringify({ email: 'a@x.no', events: batch }) }, {}],
		['as a list in the body, of a lead that the node names', { headers: {}, params: {}, query: {}, body: batch }, { lead: 'a@x.no' }],
	])('are found %s', async (_what, item, parameters) => {
		expect(await tallyOf(item, parameters)).toEqual({ ...NOTHING, key: 'a@x.no', received: 3, recorded: 2, known: 1, leads: ['a@x.no'] });
	});

	it('in the query of a call without a body are one event', async () => {
		expect(await tallyOf({ headers: {}, params: {}, query: { visitorId: 'v', event: 'open' }, body: {} })).toMatchObject({ key: 'visitor:v', recorded: 1 });
	});

	it('of an item do not take its other fields for their properties, type or time', async () => {
		await tallyOf({ email: 'a@x.no', type: 'contact', createdAt: '2020-01-01', companySize: 5, events: [{ type: 'click', at: AT }] });
		expect((await stored('a@x.no'))[0]).toMatchObject({ type: 'click', at: Date.parse(AT), properties: {} });
	});

	it('are counted each as what it is', async () => {
		const events = [
			{ email: 'a@x.no', type: 'page_view', at: AT },
			{ email: 'b@x.no', type: 'page_view', at: AT },
			{ email: 'a@x.no', type: 'page_view', at: AT },
			{ email: 'a@x.no', type: 'page_view', at: AT, userAgent: GOOGLEBOT },
			{ type: 'page_view', at: AT },
			'no event',
			{ email: 'gone@x.no', type: 'page_view', at: AT },
		];
		await ask((store) => store.leads.erase('gone@x.no', Date.now()));
		const tally = await tallyOf({ events });
		expect(tally).toMatchObject({ received: 7, recorded: 2, known: 1, bots: 1, refused: 3, leads: ['a@x.no', 'b@x.no'] });
		expect(tally.key).toBeUndefined();
		expect(tally.refusals).toMatchObject([
			{ event: 5, message: 'The event names no lead' },
			{ event: 6, message: 'An event must be an object with fields, but this one is "no event"' },
			{ event: 7, message: expect.stringContaining('erased') as string },
		]);
	});

	it('that are all refused are a failure that tells of each', async () => {
		const error = await failureOf('activity.record', [{ events: [{ type: 'x' }, { email: 'a@x.no' }] }]);
		expect(error.message).toBe("None of the item's 2 events can be recorded");
		expect(error.description).toContain('Event 1: The event names no lead');
		expect(error.description).toContain('Event 2: The event has no type');
	});

	it('may go out one by one', async () => {
		const output = await runLeadStore('activity.record', [{ email: 'a@x.no', events: batch }, { email: 'b@x.no', type: 'click', at: AT, id: 7 }], { options: { output: 'activities' } });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 0, 1].map((item) => ({ item })));
		expect(output.map(({ json }) => (json.leadStore as IDataObject).known)).toEqual([false, false, true, false]);
		expect(output[3]?.json).toEqual({ key: 'b@x.no', leadStore: { key: 'b@x.no', activityId: '7', type: 'click', at: AT, known: false } });
	});

	it('of no number are no failure', async () => {
		expect(await tallyOf({ events: [] })).toEqual({ ...NOTHING, received: 0, leads: [] });
	});

	it('go to the store in batches, from however many items', async () => {
		const record = await ask(async (store) => jest.spyOn(store.activities, 'record'));
		const items = Array.from({ length: 30 }, (_item, item) => ({ email: `lead${item}@x.no`, events: Array.from({ length: 50 }, (_event, event) => ({ type: 'x', at: AT, event: event })) }));
		const output = await jsonOf('activity.record', items.map(({ email, events }) => ({ email, events: events.map(({ event, ...rest }) => ({ ...rest, n: event })) })));
		expect(record.mock.calls.map(([batch]) => batch.length)).toEqual([1_000, 500]);
		expect(output.map(({ leadStore }) => (leadStore as IDataObject).recorded)).toEqual(items.map(() => 50));
	});
});

describe('by the parameters', () => {
	it('the parts of an event are where they are said to be', async () => {
		const fieldMap = {
			leadField: "contact['mail']",
			visitorField: 'cookie',
			idField: 'meta.uid',
			typeField: 'action',
			timeField: 'meta.when',
			sourceField: 'from',
			channelField: 'by',
			campaignField: 'why',
			propertiesField: 'payload',
		};
		const event = { contact: { mail: 'a@x.no' }, cookie: 'v1', meta: { uid: 'u1', when: AT }, action: 'buy', from: 'fair', by: 'stand', why: 'spring', payload: { sum: 5 }, type: 'other', email: 'b@x.no' };
		expect(await tallyOf(event, { fieldMap })).toMatchObject({ key: 'a@x.no', recorded: 1 });
		expect(await stored('visitor:v1')).toEqual([{ id: 'u1', type: 'buy', at: Date.parse(AT), source: 'fair', channel: 'stand', campaign: 'spring', properties: { sum: 5 } }]);
	});

	it('events without a type get one', async () => {
		await tallyOf({ email: 'a@x.no', at: AT }, { activityType: 'form_submit' });
		await tallyOf({ email: 'a@x.no', at: AT, type: 'click' }, { activityType: 'form_submit' });
		expect((await stored('a@x.no')).map(({ type }) => type).sort()).toEqual(['click', 'form_submit']);
	});

	it('bots are dropped, by the event or by who called the webhook, unless they are wanted', async () => {
		const call = (userAgent: string) => ({ headers: { 'user-agent': userAgent }, params: {}, query: {}, body: { visitorId: 'v', type: 'page_view', at: AT } });
		expect(await tallyOf(call(GOOGLEBOT))).toMatchObject({ recorded: 0, bots: 1 });
		expect(await tallyOf({ events: [{ visitorId: 'v', type: 'x', user_agent: 'curl/8.5.0' }] })).toMatchObject({ bots: 1 });
		expect(await tallyOf(call(CHROME))).toMatchObject({ recorded: 1, bots: 0 });
		expect(await tallyOf({ visitorId: 'v', type: 'x', userAgent: { evil: 1 } })).toMatchObject({ recorded: 1, bots: 0 });
		expect(await tallyOf(call(GOOGLEBOT), { options: { dropBots: false } })).toMatchObject({ known: 1, bots: 0 });
	});

	it.each<[consent: unknown, recorded: number]>([
		[true, 1],
		['yes', 1],
		['Granted', 1],
		[1, 1],
		[false, 0],
		['denied', 0],
		['', 0],
		[undefined, 0],
		[{ all: true }, 0],
	])('where only events with consent are wanted, %j counts as %d', async (consent, recorded) => {
		const event = { visitorId: 'v', type: 'page_view', ...(consent !== undefined && { consent }) } as IDataObject;
		expect(await tallyOf(event, { options: { onlyWithConsent: true } })).toMatchObject({ recorded, withoutConsent: 1 - recorded });
	});

	it('consent may be elsewhere', async () => {
		const parameters = { options: { onlyWithConsent: true }, fieldMap: { consentField: 'cookies.statistics' } };
		expect(await tallyOf({ visitorId: 'v', type: 'page_view', cookies: { statistics: true }, consent: false }, parameters)).toMatchObject({ recorded: 1 });
	});

	it('all that is wrong is told at once', async () => {
		const parameters = { eventsField: 'a..b', fieldMap: { timeField: '$json.x[' } };
		const error = await failureOf('activity.record', [{}], parameters, { expressions: () => ({ lead: {}, activityType: ['x'] }) });
		expect(error.message).toBe("4 of the node's parameters are wrong");
		for (const name of ['Events Field', 'Time Field', 'Lead', 'Activity Type']) expect(error.description).toContain(`'${name}': `);
	});

	it.each<[what: string, item: IDataObject, field: string, message: string]>([
		['nothing', { x: 1 }, 'y.z', "The item has no events in 'y.z'"],
		['a number', { n: 5 }, 'n', "The events in 'n' are neither an object nor a list"],
		['text', { n: '{broken' }, 'n', "The events in 'n' are neither an object nor a list"],
	])('a field with %s is a failure', async (_what, item, eventsField, message) => {
		expect((await failureOf('activity.record', [item], { eventsField })).message).toBe(message);
	});
});

describe('when something goes wrong', () => {
	const items = [{ email: 'a@x.no', type: 'x', at: AT }, { email: 'a@x.no' }, { email: 'b@x.no', type: 'x', at: AT }];

	it('the others are recorded, and the failed leave by the error output', async () => {
		const output = await jsonOf('activity.record', items, {}, { onError: 'continueErrorOutput' });
		expect(output.map((json) => json.key ?? json.error)).toEqual(['a@x.no', expect.stringContaining('The event has no type'), 'b@x.no']);
	});

	it('one item that the store cannot take does not keep the others out', async () => {
		const toJSON = (): never => {
			throw new Error('no JSON');
		};
		const strange = { email: 'c@x.no', type: 'x', n: { toJSON } } as never;
		const output = await jsonOf('activity.record', [items[0]!, strange, items[2]!], {}, { onError: 'continueErrorOutput' });
		expect(output.map((json) => json.key ?? json.error)).toEqual(['a@x.no', expect.stringContaining('no JSON'), 'b@x.no']);
	});

	it('a store that is away is not asked again, and every item that it did not take fails', async () => {
		const away = new LeadStoreError('unreachable', 'Cannot reach the lead store', 'Start it.');
		const record = await ask(async (store) => jest.spyOn(store.activities, 'record').mockRejectedValue(away));
		const many = Array.from({ length: 4_500 }, (_item, n) => ({ email: 'a@x.no', type: 'x', n }));
		const output = await jsonOf('activity.record', many, {}, { onError: 'continueErrorOutput' });
		expect(record).toHaveBeenCalledTimes(3);
		record.mockRestore();
		expect(output).toHaveLength(4_500);
		expect(output.at(-1)).toEqual({ error: 'Cannot reach the lead store', details: 'Start it.' });
	});
});

describe('get many', () => {
	it('gives what a lead did, latest first', async () => {
		await tallyOf({ email: 'a@x.no', events: [1, 2, 3].map((day) => ({ type: 'page_view', at: `2026-11-0${day}T10:00:00Z`, id: `e${day}` })) });
		expect(await jsonOf('activity.getMany', [{}], { lead: 'a@x.no', limit: 2 })).toEqual(
			[3, 2].map((day) => ({ key: 'a@x.no', activityId: `e${day}`, type: 'page_view', at: `2026-11-0${day}T10:00:00.000Z`, source: null, channel: null, campaign: null, properties: {} })),
		);
		expect(await jsonOf('activity.getMany', [{}], { lead: 'a@x.no', returnAll: true })).toHaveLength(3);
	});

	it('says that there is no such lead', async () => {
		const error = await failureOf('activity.getMany', [{}], { lead: 'nobody@x.no' });
		expect(error.message).toContain("There is no lead 'nobody@x.no'");
	});
});
