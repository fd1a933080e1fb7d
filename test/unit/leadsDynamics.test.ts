import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const read = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (!reading.ok) throw new Error(reading.message);
	return reading;
};

const LABEL = '@OData.Community.Display.V1.FormattedValue';
const LEAD_ID = '5d2f7a10-93be-ee11-9079-000d3ab1c2d3';

/** As `GET /api/data/v9.2/leads(…)` answers with `Prefer: odata.include-annotations="*"`. */
const LEAD = {
	'@odata.context': 'https://contoso.crm4.dynamics.com/api/data/v9.2/$metadata#leads/$entity',
	'@odata.etag': 'W/"8412270"',
	leadid: LEAD_ID,
	subject: 'Interested in rollout',
	fullname: 'Mikkel Holm',
	firstname: 'Mikkel',
	lastname: 'Holm',
	jobtitle: 'IT-chef',
	companyname: 'Havn & Holm ApS',
	emailaddress1: 'Mikkel.Holm@HavnHolm.dk',
	emailaddress2: null,
	telephone1: null,
	mobilephone: '+45 20 00 00 00',
	address1_country: 'Denmark',
	numberofemployees: 180,
	[`numberofemployees${LABEL}`]: '180',
	revenue: 31000000.0,
	[`revenue${LABEL}`]: '€31.000.000,00',
	revenue_base: 31000000.0,
	industrycode: 7,
	[`industrycode${LABEL}`]: 'Consulting',
	leadsourcecode: 8,
	[`leadsourcecode${LABEL}`]: 'Web',
	leadqualitycode: 1,
	[`leadqualitycode${LABEL}`]: 'Hot',
	budgetamount: 250000.0,
	budgetstatus: 2,
	estimatedamount: 120000.0,
	estimatedclosedate: '2027-02-15',
	decisionmaker: true,
	donotbulkemail: false,
	[`donotbulkemail${LABEL}`]: 'Allow',
	donotemail: false,
	statecode: 0,
	[`statecode${LABEL}`]: 'Open',
	_ownerid_value: '11111111-2222-ee11-9079-000d3ab1c2d3',
	[`_ownerid_value${LABEL}`]: 'Sales Rep',
	'_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'systemuser',
	createdon: '2026-10-01T06:12:44Z',
	lastusedincampaign: '2026-11-01T00:00:00Z',
};

describe('a Dynamics 365 lead', () => {
	it('is read under the names that models use, and keeps its own', () => {
		const { lead, format } = read(LEAD);
		expect(format).toBe('dynamicsLead');
		expect(lead.key).toBe('mikkel.holm@havnholm.dk');
		expect(lead.attributes).toMatchObject({
			email: 'Mikkel.Holm@HavnHolm.dk',
			firstName: 'Mikkel',
			lastName: 'Holm',
			jobTitle: 'IT-chef',
			companyName: 'Havn & Holm ApS',
			companySize: 180,
			annualRevenue: 31000000,
			industry: 'Consulting',
			country: 'Denmark',
			phone: '+45 20 00 00 00',
			leadSource: 'Web',
			budget: 250000,
			expectedCloseDate: '2027-02-15',
			industrycode: 7,
			donotbulkemail: false,
			decisionmaker: true,
			_ownerid_value: '11111111-2222-ee11-9079-000d3ab1c2d3',
		});
	});

	it('has the labels of its options where rules can name them', () => {
		expect(read(LEAD).lead.attributes.formatted).toEqual({
			numberofemployees: '180',
			revenue: '€31.000.000,00',
			industrycode: 'Consulting',
			leadsourcecode: 'Web',
			leadqualitycode: 'Hot',
			donotbulkemail: 'Allow',
			statecode: 'Open',
			_ownerid_value: 'Sales Rep',
		});
		expect(read({ ...LEAD, formatted: 'mine' }).lead.attributes.formatted).toBe('mine');
	});

	it('has no industry and no source where only their numbers came, which mean something else elsewhere', () => {
		const item = { '@odata.etag': 'W/"1"', leadid: LEAD_ID, lastname: 'Holm', industrycode: 7, leadsourcecode: 8 };
		const { lead, format } = read(item);
		expect(format).toBe('dynamicsLead');
		expect(lead.attributes).toMatchObject({ lastName: 'Holm', industrycode: 7 });
		for (const name of ['industry', 'leadSource', 'formatted']) expect(lead.attributes).not.toHaveProperty(name);
	});

	it('is told by its key in a list that was split, and by its context where the key was not asked for', () => {
		expect(read({ '@odata.etag': 'W/"1"', leadid: LEAD_ID, emailaddress1: null }).lead.key).toBe(`dynamics:${LEAD_ID}`);
		const context = 'https://contoso.crm4.dynamics.com/api/data/v9.2/$metadata#leads(fullname,ownerid)/$entity';
		expect(read({ '@odata.context': context, fullname: 'Mikkel Holm' }).format).toBe('dynamicsLead');
	});

	it('has no activities of its own and is no customer for being qualified', () => {
		const { lead } = read({ ...LEAD, statecode: 1 });
		expect(lead.activities).toBeUndefined();
		expect(lead.attributes).not.toHaveProperty('isCustomer');
	});

	it.each([
		['an account, which is what the stock node gives', { '@odata.etag': 'W/"2"', accountid: LEAD_ID, name: 'Havn & Holm ApS', revenue: 1 }, /table 'account'/],
		['a contact', { '@odata.etag': 'W/"2"', contactid: LEAD_ID, lastname: 'Holm', emailaddress1: 'm@h.dk' }, /table 'contact'/],
		[
			'a record of whatever table its context names',
			{ '@odata.context': 'https://x.crm.dynamics.com/api/data/v9.2/$metadata#opportunities/$entity', name: 'Deal' },
			/table 'opportunities'/,
		],
		[
			'a whole list of leads',
			{ '@odata.context': 'https://x.crm.dynamics.com/api/data/v9.2/$metadata#leads', value: [LEAD] },
			/list of records in 'value'/,
		],
	])('is not %s', (_, item, message) => {
		expect(readLead(item, OPTIONS)).toEqual({
			ok: false,
			message: expect.stringMatching(message) as string,
			remedy: expect.any(String) as string,
		});
	});

	it('asked for by name is refused where none of its columns is there', () => {
		const named = { format: 'dynamicsLead' } as const;
		expect(read({ emailaddress1: 'a@b.no' }, named).lead.key).toBe('a@b.no');
		expect(readLead({ email: 'a@b.no' }, { ...OPTIONS, ...named })).toMatchObject({
			ok: false,
			message: expect.stringMatching(/not a Dynamics 365 lead/) as string,
		});
	});
});
