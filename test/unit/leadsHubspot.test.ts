import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const read = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (!reading.ok) throw new Error(reading.message);
	return reading;
};

/** As `GET /crm/v3/objects/contacts/{id}?properties=…` answers. */
const V3_CONTACT = {
	id: '512',
	properties: {
		annualrevenue: '12000000',
		company: 'Fjordlys AS',
		country: 'Norway',
		createdate: '2026-01-08T09:14:31.512Z',
		email: ' Anna.Berg@Fjordlys.NO ',
		firstname: 'Anna',
		hs_analytics_first_timestamp: '2026-01-08T09:14:31.512Z',
		hs_analytics_first_url: 'https://example.com/blog/leads',
		hs_analytics_last_timestamp: '2026-11-18T07:55:00Z',
		hs_analytics_last_url: 'https://example.com/pricing',
		hs_analytics_num_page_views: '37',
		hs_analytics_source: 'ORGANIC_SEARCH',
		hs_email_first_open_date: '2026-10-01T06:00:00Z',
		hs_email_last_open_date: '2026-10-01T06:00:00Z',
		hs_lead_status: 'OPEN',
		hs_object_id: '512',
		industry: 'SaaS',
		jobtitle: 'Head of Growth',
		lastmodifieddate: '2026-11-20T10:00:00Z',
		lastname: 'Berg',
		lifecyclestage: 'marketingqualifiedlead',
		mobilephone: '+47 900 00 000',
		notes_last_contacted: '2026-11-20T10:00:00Z',
		numemployees: '100-500',
		phone: null,
		product_interest: 'Scoring; Routing',
		recent_conversion_date: '2026-11-02T12:00:00Z',
		recent_conversion_event_name: 'Demo request: Book a demo',
	},
	createdAt: '2026-01-08T09:14:31.512Z',
	updatedAt: '2026-11-20T10:00:00Z',
	archived: false,
	url: 'https://app.hubspot.com/contacts/1/record/0-1/512',
};

/** As the stock HubSpot node gives for Contact: Get (API v1). */
const V1_CONTACT = {
	vid: 204727,
	'canonical-vid': 204727,
	'portal-id': 62515,
	'is-contact': true,
	properties: {
		firstname: { value: 'Bo', versions: [{ value: 'Bo', timestamp: 1510324077110 }] },
		numemployees: { value: '1000+' },
		lifecyclestage: { value: 'customer' },
		hs_email_last_click_date: { value: '1793000000000' },
		recent_conversion_date: { value: '1792900000000' },
	},
	'form-submissions': [
		{ 'conversion-id': 'c-2', timestamp: 1792900000000, 'form-id': 'f-1', title: 'Guide', 'page-url': 'https://example.com/guide' },
		{ 'conversion-id': 'c-1', timestamp: 1792800000000, 'form-id': 'f-1', title: 'Newsletter' },
	],
	'identity-profiles': [
		{
			vid: 204727,
			identities: [
				{ type: 'LEAD_GUID', value: 'e-1' },
				{ type: 'EMAIL', value: 'old@example.com' },
				{ type: 'EMAIL', value: 'Bo@Example.com', 'is-primary': true },
			],
		},
	],
};

describe('a HubSpot contact', () => {
	it('of API v3 is read under the names that models use, and keeps its own', () => {
		const { lead, format } = read(V3_CONTACT);
		expect(format).toBe('hubspotContact');
		expect(lead.key).toBe('anna.berg@fjordlys.no');
		expect(lead.attributes).toMatchObject({
			firstName: 'Anna',
			lastName: 'Berg',
			jobTitle: 'Head of Growth',
			companyName: 'Fjordlys AS',
			companySize: 100,
			annualRevenue: '12000000',
			industry: 'SaaS',
			country: 'Norway',
			phone: '+47 900 00 000',
			leadSource: 'ORGANIC_SEARCH',
			lifecycleStage: 'marketingqualifiedlead',
			productInterest: ['Scoring', 'Routing'],
			hs_lead_status: 'OPEN',
			hs_analytics_num_page_views: '37',
			numemployees: '100-500',
			archived: false,
			properties: { jobtitle: 'Head of Growth' },
		});
		expect(lead.attributes).not.toHaveProperty('isCustomer');
	});

	it('of API v1 is read like one of v3', () => {
		const { lead, format } = read(V1_CONTACT);
		expect(format).toBe('hubspotContact');
		expect(lead.key).toBe('bo@example.com');
		expect(lead.attributes).toMatchObject({
			email: 'Bo@Example.com',
			firstName: 'Bo',
			companySize: 1000,
			lifecycleStage: 'customer',
			isCustomer: true,
			vid: 204727,
		});
	});

	it.each([
		['1-5', 1],
		['5-25', 5],
		['50-100', 50],
		['1000+', 1000],
		['250', '250'],
		['many', 'many'],
	])('has the lower end of the range "%s" as its company size', (numemployees, companySize) => {
		const item = { id: '1', archived: false, properties: { email: 'a@b.no', numemployees } };
		expect(read(item).lead.attributes.companySize).toBe(companySize);
	});

	it('without an e-mail address is known by its id', () => {
		expect(read({ id: '77', createdAt: 'x', properties: { firstname: 'Cy', email: '' } }).lead.key).toBe('hubspot:77');
	});

	it('keeps what was added beside its properties, and a name of ours that somebody set', () => {
		const item = { ...V3_CONTACT, budget: 20000, jobTitle: 'CTO', industry: 'Logistics', phone: null };
		const { attributes } = read(item).lead;
		expect(attributes).toMatchObject({ budget: 20000, jobTitle: 'CTO', industry: 'Logistics', jobtitle: 'Head of Growth' });
	});

	it('proves what its properties date, each event once, and nothing of what sales did', () => {
		const at = (iso: string) => Date.parse(iso);
		expect(read(V3_CONTACT).lead.activities).toEqual([
			{
				id: `hubspot:page_view:${at('2026-11-18T07:55:00Z')}`,
				type: 'page_view',
				at: at('2026-11-18T07:55:00Z'),
				properties: { url: 'https://example.com/pricing' },
			},
			{
				id: `hubspot:page_view:${at('2026-01-08T09:14:31.512Z')}`,
				type: 'page_view',
				at: at('2026-01-08T09:14:31.512Z'),
				properties: { url: 'https://example.com/blog/leads' },
			},
			{
				id: `hubspot:email_open:${at('2026-10-01T06:00:00Z')}`,
				type: 'email_open',
				at: at('2026-10-01T06:00:00Z'),
				properties: {},
			},
			{
				id: `hubspot:form_submit:${at('2026-11-02T12:00:00Z')}`,
				type: 'form_submit',
				at: at('2026-11-02T12:00:00Z'),
				properties: { title: 'Demo request: Book a demo' },
			},
		]);
	});

	it('has every form submission that API v1 lists, without counting the latest twice', () => {
		const submissions = read(V1_CONTACT).lead.activities?.filter(({ type }) => type === 'form_submit');
		expect(submissions?.map(({ at, properties }) => [at, properties])).toEqual([
			[1792900000000, { title: 'Guide', url: 'https://example.com/guide', form: 'f-1' }],
			[1792800000000, { title: 'Newsletter', form: 'f-1' }],
		]);
	});

	it('does not take the import of a contact who never came by for a visit', () => {
		const item = {
			id: '1',
			archived: false,
			properties: { email: 'a@b.no', hs_analytics_first_timestamp: '2026-01-08T09:14:31.512Z', hs_analytics_num_page_views: '0' },
		};
		expect(read(item).lead.activities).toEqual([]);
	});

	it.each([
		['recorded activities', [{ type: 'page_view', at: 1 }], 1],
		['a record that says there were none', [], 0],
	])('with %s has those alone', (_, activities, count) => {
		expect(read({ ...V3_CONTACT, activities }).lead.activities).toHaveLength(count);
	});

	it.each([
		['an upsert', { vid: 5, isNew: true }, /no 'properties'/],
		['a deletion', { vid: 5, deleted: true, reason: 'OK' }, /no 'properties'/],
		['a webhook event', { eventId: 1, portalId: 2, subscriptionType: 'contact.creation', objectId: 5 }, /no 'properties'/],
		[
			'a company',
			{ id: '9', properties: { name: 'Acme', domain: 'acme.no', hs_object_id: '9' }, createdAt: 'x', archived: false },
			/not a contact/,
		],
	])('is not what HubSpot answers for %s', (_, item, message) => {
		expect(readLead(item, OPTIONS)).toEqual({
			ok: false,
			message: expect.stringMatching(message) as string,
			remedy: expect.stringMatching(/HubSpot node/) as string,
		});
	});

	it('is not a generic lead that happens to have properties', () => {
		expect(read({ email: 'a@b.no', properties: { url: '/pricing' } }).format).toBe('generic');
	});

	it('is asked for by name even where it could not be told from its shape', () => {
		expect(read({ properties: { firstname: 'Di' } }, { format: 'hubspotContact' }).lead.attributes.firstName).toBe('Di');
		expect(readLead({ email: 'a@b.no' }, { ...OPTIONS, format: 'hubspotContact' }).ok).toBe(false);
	});
});
