import fc from 'fast-check';

import { leadFormats, type LeadFormatId } from '../../engine/leads/leadFormats';
import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';
import { deepFreeze } from './deepFreeze';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const GUID = '5d2f7a10-93be-ee11-9079-000d3ab1c2d3';
const LABEL = '@OData.Community.Display.V1.FormattedValue';

/** Format, identity, and an item as its source gives it. */
const KNOWN: ReadonlyArray<readonly [LeadFormatId, string | undefined, Record<string, unknown>]> = [
	['hubspotContact', 'a@b.no', { id: '5', createdAt: 'x', updatedAt: 'x', archived: false, properties: { email: 'a@b.no', hs_object_id: '5' } }],
	['hubspotContact', 'a@b.no', { id: '5', properties: { email: 'a@b.no', createdate: 'x', hs_object_id: '5', lastmodifieddate: 'x' } }],
	['hubspotContact', 'hubspot:5', { vid: 5, 'portal-id': 1, properties: { firstname: { value: 'A', versions: [] } } }],
	['salesforceLead', 'a@b.no', { attributes: { type: 'Lead', url: '/services/data/v59.0/sobjects/Lead/00QKa00000AbCdEMAV' }, Email: 'a@b.no' }],
	['salesforceLead', 'a@b.no', { attributes: { type: 'Lead' }, LastName: 'B', Email: 'a@b.no' }],
	['salesforceLead', 'salesforce:00QKa00000AbCdEMAV', { Id: '00QKa00000AbCdEMAV', LastName: 'B', Company: 'C' }],
	['pipedrivePerson', 'a@b.no', { id: 5, name: 'A', email: [{ label: 'work', value: 'a@b.no', primary: true }], org_id: null, owner_id: { id: 1 } }],
	['pipedrivePerson', 'a@b.no', { id: 5, emails: [{ label: 'work', value: 'a@b.no', primary: true }], custom_fields: {}, visible_to: 3 }],
	['pipedrivePerson', 'pipedrive:5', { id: 5, name: 'A', emails: [], phones: [], owner_id: 1, org_id: null, visible_to: 3 }],
	['odooLead', 'a@b.no', { id: 5, name: 'Deal', type: 'opportunity', email_from: 'a@b.no', stage_id: [1, 'New'] }],
	['odooLead', 'odoo:5', { id: 5, email_from: false, contact_name: 'A B', country_id: false }],
	['odooLead', 'odoo:5', { _model: 'crm.lead', _id: 5, _action: 'x(#1)', partner_name: 'C' }],
	['dynamicsLead', 'a@b.no', { '@odata.etag': 'W/"1"', leadid: GUID, emailaddress1: 'a@b.no', [`industrycode${LABEL}`]: 'Brokers' }],
	['dynamicsLead', `dynamics:${GUID}`, { leadid: GUID, fullname: 'A B', _ownerid_value: GUID }],
	['zohoLead', 'a@b.no', { id: '5120000000003701012', Last_Name: 'B', Company: 'C', Email: 'a@b.no', $approved: true }],
	['zohoLead', 'zoho:5120000000003701012', { data: [{ id: '5120000000003701012', Last_Name: 'B', Lead_Status: null }] }],
	['generic', 'a@b.no', { email: 'a@b.no', jobTitle: 'CTO' }],
];

/** Items that share a word with some source and are flat leads of nobody's. */
const NEAR_MISSES: ReadonlyArray<readonly [string, Record<string, unknown>]> = [
	["a field called 'properties'", { email: 'a@b.no', properties: { url: '/pricing', firstname: 'A' } }],
	['a user of an application, with properties and dates', { id: 7, email: 'a@b.no', createdAt: 'x', archived: false, properties: { plan: 'pro' } }],
	['a form with properties and a date', { email: 'a@b.no', createdAt: 'x', properties: { email: 'a@b.no', utm: 'x' } }],
	["a field called 'properties' that is a list", { email: 'a@b.no', createdAt: 'x', properties: [{ name: 'plan' }] }],
	["a field called 'attributes'", { email: 'a@b.no', attributes: { plan: 'pro' } }],
	["'attributes' with a type", { email: 'a@b.no', attributes: { type: 'premium' } }],
	["'attributes' with a type and an address", { email: 'a@b.no', attributes: { type: 'Lead', url: 'https://example.com' } }],
	['a lead as the engine writes it, of a type', { key: 'a@b.no', attributes: { type: 'Lead', email: 'a@b.no' } }],
	['a contact of Salesforce without its type', { Id: '003Ka00000AbCdEMAV', email: 'a@b.no', LastName: 'B' }],
	["a type 'lead'", { id: 5, type: 'lead', email: 'a@b.no', stage_id: 4 }],
	["a type 'person'", { type: 'person', email: 'a@b.no', emails: ['a@b.no'] }],
	['owners and organizations by id', { id: 5, email: 'a@b.no', owner_id: 4, org_id: 9, visible_to: 3 }],
	['an owner and an empty list of addresses', { id: 5, email: 'a@b.no', emails: [], owner_id: 4 }],
	['addresses of a user directory', { userName: 'a', email: 'a@b.no', emails: [{ value: 'a@b.no', primary: true, type: 'work' }] }],
	['addresses of another CRM', { email: 'a@b.no', emails: [{ email: 'a@b.no', type: 'office' }], owner_id: 4, org_id: 1 }],
	['addresses without a primary one', { email: 'a@b.no', emails: [{ value: 'a@b.no' }], owner_id: 4, org_id: 1 }],
	['data and meta', { email: 'a@b.no', meta: { entity: 'person' }, data: { id: 5 }, previous: null }],
	['data and meta of a company', { email: 'a@b.no', meta: { entity: 'person', company_id: 1 }, data: { id: 5 } }],
	['a person in charge', { email: 'a@b.no', person_id: 5, stage_id: 2 }],
	['an incoming mail', { id: 5, email: 'a@b.no', email_from: 'a@b.no', email_to: 'us@c.no', function: 'sales' }],
	['a mail form', { email: 'a@b.no', email_from: 'a@b.no', subject: 'Hello' }],
	["a field called 'leadid'", { leadid: 5, email: 'a@b.no', emailaddress1: 'a@b.no' }],
	['a lead id of another system', { leadid: GUID, email: 'a@b.no' }],
	['a record of another OData service', { '@odata.etag': 'W/"1"', id: '5', email: 'a@b.no' }],
	['a user of Microsoft Graph', { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity', id: GUID, email: 'a@b.no' }],
	['the headings of a sheet', { email: 'a@b.no', First_Name: 'A', Last_Name: 'B', Company: 'C', Lead_Status: 'New', id: '17' }],
	['a long id', { id: '5120000000003701012', email: 'a@b.no' }],
	["a field called 'data'", { email: 'a@b.no', data: [{ id: '1' }] }],
];

/** An event, an answer and a list around an item, besides the item itself. */
const FRAMES: ReadonlyArray<(item: unknown) => unknown> = [
	(item) => item,
	(item) => ({ meta: { entity: 'person', company_id: '1' }, data: item, previous: null }),
	(item) => ({ meta: { object: 'person', company_id: 1 }, current: item, previous: item }),
	(item) => ({ success: true, data: item }),
	(item) => ({ data: [item] }),
	(item) => ({ id: '5', createdAt: 'x', properties: item }),
];

describe('Auto-detect', () => {
	it.each(KNOWN)('knows %s (%s)', (format, key, item) => {
		expect(readLead(item, OPTIONS)).toMatchObject({ ok: true, format, lead: key === undefined ? {} : { key } });
	});

	it.each(NEAR_MISSES)('takes %s for a generic lead', (_, item) => {
		expect(readLead(item, OPTIONS)).toMatchObject({ ok: true, format: 'generic', lead: { key: 'a@b.no' } });
	});

	it('tells each item of a mixed input by itself', () => {
		const items = [...KNOWN, ...NEAR_MISSES.map(([, item]) => ['generic', 'a@b.no', item] as const), ...KNOWN].reverse();
		const formats = items.map(([, , item]) => {
			const reading = readLead(item, OPTIONS);
			return reading.ok ? reading.format : reading.message;
		});
		expect(formats).toEqual(items.map(([format]) => format));
	});

	it('has one format at most that knows an item', () => {
		for (const [expected, , item] of KNOWN) {
			const knowing = leadFormats.filter(({ id, looksLike }) => id !== 'generic' && looksLike(item)).map(({ id }) => id);
			expect(knowing).toEqual(expected === 'generic' ? [] : [expected]);
		}
	});

	it('and every format reads or refuses whatever a source may come to give, and leaves it as it was', () => {
		const items = fc.constantFrom(...KNOWN.map(([, , item]) => item));
		const junk = fc.oneof(
			fc.jsonValue({ maxDepth: 2 }),
			fc.constantFrom(false, [], [[]], {}, [5, 'x'], [{ value: 'x', primary: true }, null], { value: { value: 1 } }),
		);
		const names = fc.constantFrom(...new Set(KNOWN.flatMap(([, , item]) => Object.keys(item))), '__proto__', 'constructor');
		const damaged = fc
			.tuple(items, fc.array(fc.tuple(names, junk), { maxLength: 4 }), fc.constantFrom(...FRAMES))
			.map(([item, damages, frame]) => JSON.parse(JSON.stringify(frame(Object.fromEntries([...Object.entries(item), ...damages])))) as unknown);
		const choices = fc.constantFrom<ReadLeadOptions['format']>('autoDetect', 'autoDetect', ...leadFormats.map(({ id }) => id));
		fc.assert(
			fc.property(damaged, choices, (item, format) => {
				const before = JSON.stringify(item);
				const reading = readLead(deepFreeze(item), { ...OPTIONS, format });
				expect(JSON.stringify(item)).toBe(before);
				if (!reading.ok) {
					expect(reading.message).not.toBe('');
					expect(reading.remedy).not.toBe('');
					return;
				}
				const { key, attributes } = reading.lead;
				expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
				expect(key === undefined || (typeof key === 'string' && key !== '')).toBe(true);
			}),
			{ numRuns: 5000 },
		);
	});
});
