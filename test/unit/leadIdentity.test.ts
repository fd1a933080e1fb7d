import { leadIdentity, readLead } from '../../engine';

describe('what a lead is named by', () => {
	it.each<[what: string, given: unknown, identity: string | undefined]>([
		['an e-mail address', ' Anna@Acme.NO ', 'anna@acme.no'],
		['an id of a CRM', ' hubspot:123', 'hubspot:123'],
		['a visitor', 'visitor:9F2c', 'visitor:9F2c'],
		['a source that looks like an address further on', 'crm:a@b', 'crm:a@b'],
		['a bare text', 'L-1', 'id:L-1'],
		['a number', 5, 'id:5'],
		['a source without an id', 'hubspot:', 'id:hubspot:'],
		['blank text', '  ', undefined],
		['nothing', undefined, undefined],
		['not a number', NaN, undefined],
		['an object', { toString: () => 'a@b.no' }, undefined],
		['a list', ['a@b.no'], undefined],
	])('%s', (_what, given, identity) => expect(leadIdentity(given)).toBe(identity));
});

describe('a lead of a CRM', () => {
	const read = (item: unknown) => {
		const reading = readLead(item, { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' });
		return reading.ok ? { key: reading.lead.key, aliases: reading.lead.aliases } : reading;
	};

	it.each([
		['HubSpot', { id: '5', properties: { email: 'a@b.no', hs_object_id: '5' } }, 'hubspot:5'],
		['Salesforce', { attributes: { type: 'Lead' }, Id: '00Q', LastName: 'B', Email: 'a@b.no' }, 'salesforce:00Q'],
		['Pipedrive', { id: 5, emails: [{ value: 'a@b.no', primary: true }], custom_fields: {}, visible_to: 3 }, 'pipedrive:5'],
		['Odoo', { id: 5, name: 'Deal', type: 'opportunity', email_from: 'a@b.no', stage_id: [1, 'New'] }, 'odoo:5'],
		['Dynamics 365', { '@odata.etag': 'W/"1"', leadid: '5d2f7a10-93be-ee11-9079-000d3ab1c2d3', emailaddress1: 'a@b.no' }, 'dynamics:5d2f7a10-93be-ee11-9079-000d3ab1c2d3'],
		['Zoho', { id: '512', Last_Name: 'B', Company: 'C', Email: 'a@b.no', $approved: true }, 'zoho:512'],
	])('(%s) is known by its address and by its id there', (_crm, item, alias) => {
		expect(read(item)).toEqual({ key: 'a@b.no', aliases: [alias] });
	});

	it('without an address has no second identity', () => {
		expect(read({ id: '5', properties: { firstname: 'A', hs_object_id: '5' } })).toEqual({ key: 'hubspot:5', aliases: undefined });
	});

	it('of no known CRM has none, for its id may be that of a form or an event, which people share', () => {
		expect(read({ id: 5, email: 'a@b.no' })).toEqual({ key: 'a@b.no', aliases: undefined });
	});
});
