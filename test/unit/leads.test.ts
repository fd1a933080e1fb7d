import fc from 'fast-check';

import { leadFormats } from '../../engine/leads/leadFormats';
import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';
import { deepFreeze } from './deepFreeze';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const read = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (!reading.ok) throw new Error(reading.message);
	return reading;
};

const refusal = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (reading.ok) throw new Error('read as a lead');
	return reading;
};

describe('a generic lead', () => {
	const ITEM = { email: ' Anna@Acme.NO ', company: { employees: '250' }, activities: [{ type: 'page_view', at: 1 }] };

	it('shares the item and its activities instead of copying them', () => {
		const { lead, format } = read(ITEM);
		expect(format).toBe('generic');
		expect(lead.attributes).toBe(ITEM);
		expect(lead.activities).toBe(ITEM.activities);
	});

	it.each([
		['its e-mail address, trimmed and in lower case', { email: ' Anna@Acme.NO ', id: 5 }, 'anna@acme.no'],
		['its id when the address is none', { email: 'unknown', id: 5 }, 'id:5'],
		['its own key when it has no id', { key: 'L-1', score: 1 }, 'id:L-1'],
		['an id that says where it is from, as it is', { id: ' hubspot:123 ' }, 'hubspot:123'],
		['the key of a stored lead before an id that may be anything\'s', { key: 'hubspot:5', id: 7 }, 'hubspot:5'],
		['a key that says where it is from, as it is', { key: 'visitor:9f2c' }, 'visitor:9f2c'],
		['nothing when it has neither', { industry: 'SaaS' }, undefined],
	])('is known by %s', (_, item, key) => {
		expect(read(item).lead.key).toBe(key);
	});

	it('may be written as the engine writes leads', () => {
		const item = { key: 'anna@acme.no', attributes: { industry: 'SaaS' }, adjustments: [{ points: 5 }] };
		const { lead } = read(item);
		expect(lead).toEqual({ key: 'anna@acme.no', attributes: { industry: 'SaaS' }, adjustments: [{ points: 5 }] });
	});
});

describe('activities and adjustments', () => {
	const ACTIVITIES = [{ type: 'page_view', at: '2026-11-01T10:00:00Z' }];

	it('are read from JSON text as well', () => {
		const item = { email: 'a@b.no', activities: JSON.stringify(ACTIVITIES), adjustments: '[{"points":"7","reason":"fair"}]' };
		expect(read(item).lead).toMatchObject({ activities: ACTIVITIES, adjustments: [{ points: 7, reason: 'fair' }] });
	});

	it('are read from the fields that the options name, a path included', () => {
		const item = { email: 'a@b.no', tracking: { events: ACTIVITIES }, 'hand.given': [{ points: 1 }] };
		const { lead } = read(item, { activitiesField: 'tracking.events', adjustmentsField: 'hand.given' });
		expect(lead.activities).toBe(item.tracking.events);
		expect(lead.adjustments).toEqual([{ points: 1 }]);
	});

	it.each([
		[1_795_000_000, 1_795_000_000_000],
		[1_795_000_000.5, 1_795_000_000_500],
		['1795000000', 1_795_000_000_000],
		[1_795_000_000_000, 1_795_000_000_000],
		['1795000000000', '1795000000000'],
		['2026-11-18', '2026-11-18'],
		[86_400_000, 86_400_000],
		[undefined, undefined],
		[true, true],
	])('at %p, seconds or milliseconds since 1970 or else, have the time %p', (at, time) => {
		const item = deepFreeze({ email: 'a@b.no', activities: [{ type: 'page_view', at: '2026-11-01' }, { type: 'page_view', at }] });
		expect(read(item).lead.activities).toEqual([{ type: 'page_view', at: '2026-11-01' }, { type: 'page_view', at: time }]);
	});

	it.each([[undefined], [null], [''], ['  '], ['null']])('are none where the field holds %j', (value) => {
		const { lead } = read({ email: 'a@b.no', activities: value, adjustments: value });
		expect(lead).not.toHaveProperty('activities');
		expect(lead).not.toHaveProperty('adjustments');
	});

	it.each([
		['broken JSON', '[{"type":', /^The field 'activities' is text that is not valid JSON/],
		['JSON of no list', '{"type":"page_view"}', /^The field 'activities' must be a list, but is an object/],
		['an object', { type: 'page_view' }, /^The field 'activities' must be a list, but is an object/],
		['a number', 7, /^The field 'activities' must be a list, but is the number 7/],
		['a list of texts', ['page_view'], /^The field 'activities' must be a list of objects, but 'activities\[0\]' is the text "page_view"/],
		['a list with a hole', [{ type: 'page_view' }, null], /'activities\[1\]' is null/],
	])('that are %s are an error naming the field', (_, value, message) => {
		const { message: said, remedy } = refusal({ email: 'a@b.no', activities: value });
		expect(said).toMatch(message);
		expect(remedy).toContain("'activities'");
		expect(refusal({ email: 'a@b.no', adjustments: value }).message).toContain("'adjustments");
	});

	it.each([['ten'], [null], [Number.NaN], [true], [undefined]])('of %p points are an error naming the entry', (points) => {
		expect(refusal({ email: 'a@b.no', adjustments: [{ points: 1 }, { points }] }).message).toBe(
			"The field 'adjustments[1].points' must be a number",
		);
	});
});

describe('an item that is no lead', () => {
	it.each<[string, unknown, RegExp]>([
		['nothing', null, /but this item is null/],
		['a text', 'anna@acme.no', /but this item is anna@acme.no/],
		['a list', [{ email: 'a@b.no' }], /but this item is a list/],
		['an empty item', {}, /empty/],
		['an item of blanks', { email: '', name: null, tags: [], company: {} }, /no identity .* and no attribute/],
		['activities of nobody', { activities: [{ type: 'page_view', at: 1 }] }, /no identity .* and no attribute/],
		['the error of a node before', { error: 'Request failed with status code 401' }, /error message, not a lead: Request failed/],
		[
			"HubSpot's error body",
			{ status: 'error', message: 'Resource not found', correlationId: 'aeb5', category: 'OBJECT_NOT_FOUND' },
			/error message, not a lead: Resource not found/,
		],
		[
			"Salesforce's error body",
			{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
			/error message, not a lead: Session expired/,
		],
		['an OData error body', { error: { code: '0x80040217', message: 'lead Does Not Exist' } }, /not a lead: lead Does Not Exist/],
		['a page of search results', { total: 2, results: [{ id: '1' }, { id: '2' }], paging: { next: { after: '2' } } }, /list of records in 'results'/],
		['a webhook call', { headers: {}, params: {}, query: {}, body: { email: 'a@b.no' }, webhookUrl: 'https://n8n/webhook/x', executionMode: 'production' }, /webhook call, not a lead: what was sent is in its field 'body'/],
		['a webhook call with all in its address', { headers: {}, params: {}, query: { email: 'a@b.no' }, body: {} }, /in its field 'query'/],
		['a page of a query', { totalSize: 1, done: true, records: [{ Id: '1' }] }, /list of records in 'records'/],
	])('(%s) is refused with what is wrong and what to do', (_, item, message) => {
		const refused = refusal(item);
		expect(refused.message).toMatch(message);
		expect(refused.remedy.length).toBeGreaterThan(20);
	});

	it('is not what merely mentions an error or a list', () => {
		expect(read({ email: 'a@b.no', error: 'bounced once' }).lead.key).toBe('a@b.no');
		expect(read({ email: 'a@b.no', items: [{ sku: '1' }] }).lead.key).toBe('a@b.no');
		expect(read({ email: 'a@b.no', headers: {}, query: {}, body: {} }).lead.key).toBe('a@b.no');
	});

	it('may be read all the same as the format that somebody has chosen, for rules that name fields in it', () => {
		const call = { headers: {}, params: {}, query: {}, body: { jobTitle: 'CTO' } };
		expect(read(call, { format: 'generic' }).lead.attributes).toBe(call);
	});

	it('is what comes with a format that does not exist', () => {
		const refused = refusal({ email: 'a@b.no' }, { format: 'sugar' as ReadLeadOptions['format'] });
		expect(refused.message).toContain("'sugar'");
		expect(refused.remedy).toContain('hubspotContact');
	});
});

describe('any JSON at all', () => {
	const vendorish = fc.record(
		{
			id: fc.jsonValue(),
			vid: fc.jsonValue(),
			Id: fc.oneof(fc.jsonValue(), fc.constant('00QKa00000AbCdEMAV')),
			email: fc.jsonValue(),
			attributes: fc.oneof(fc.jsonValue(), fc.constant({ type: 'Lead' })),
			properties: fc.oneof(
				fc.jsonValue(),
				fc.dictionary(
					fc.constantFrom('email', 'numemployees', 'hs_analytics_last_timestamp', 'recent_conversion_date', 'lifecyclestage', '__proto__', 'constructor'),
					fc.oneof(fc.jsonValue(), fc.record({ value: fc.jsonValue() })),
				),
			),
			'form-submissions': fc.jsonValue(),
			'identity-profiles': fc.oneof(fc.jsonValue(), fc.constant([{ identities: [null, { type: 'EMAIL' }] }])),
			activities: fc.jsonValue(),
			adjustments: fc.jsonValue(),
			createdAt: fc.jsonValue(),
		},
		{ requiredKeys: [] },
	);
	const anything = fc.oneof(fc.jsonValue(), vendorish);
	const choices = fc.constantFrom<ReadLeadOptions['format']>('autoDetect', ...leadFormats.map(({ id }) => id));

	it('never throws, and is left as it was', () => {
		fc.assert(
			fc.property(anything, choices, (item, format) => {
				const before = JSON.stringify(item);
				const reading = readLead(deepFreeze(item), { ...OPTIONS, format });
				expect(JSON.stringify(item)).toBe(before);
				if (reading.ok) expect(typeof reading.lead.attributes).toBe('object');
				else expect(reading.message).not.toBe('');
			}),
			{ numRuns: 3000 },
		);
	});

	it.each(leadFormats.map(({ id }) => [id]))('cannot reach a prototype through the format %s', (format) => {
		const evil = '{"email":"a@b.no","__proto__":{"polluted":true},"constructor":"x"}';
		// An address under the name that each format has for it.
		const item: unknown = JSON.parse(
			`{"__proto__":{"polluted":true},"email":"a@b.no","Email":"a@b.no","email_from":"a@b.no","emailaddress1":"a@b.no",
			"__proto__@OData.Community.Display.V1.FormattedValue":{"polluted":true},"properties":${evil},"custom_fields":${evil}}`,
		);
		const { attributes } = read(item, { format }).lead;
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(attributes.polluted).toBeUndefined();
		expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
	});
});
