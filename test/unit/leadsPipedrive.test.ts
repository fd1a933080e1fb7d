import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const read = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (!reading.ok) throw new Error(reading.message);
	return reading;
};

const REGION = '4a1f0c9be2d84f7a90c35be1d7720aa94c1e63f0';
const BUDGET = '0b7d52e6c1934aa8bf21d09c6e58a7f34410de95';
const SEGMENT = 'c93e1d40ab6f4f2e8d7705b1fa26c8e39d54b071';
const PRODUCTS = '71be0f93d5a24c6cb80e4f6dd2a9135ce07fb84a';

/** As API v1 answers, and version 1 of the stock Pipedrive node without *Resolve Properties*. */
const V1_PERSON = {
	id: 318,
	company_id: 9081726,
	owner_id: { id: 44, name: 'Sales Rep', email: 'rep@example.com', has_pic: 0, active_flag: true, value: 44 },
	org_id: { name: 'Brygga Regnskap AS', people_count: 3, owner_id: 44, active_flag: true, cc_email: 'org@pipedrivemail.com', value: 71 },
	name: 'Siri Haugen',
	first_name: 'Siri',
	last_name: 'Haugen',
	open_deals_count: 1,
	won_deals_count: 0,
	email_messages_count: 6,
	active_flag: true,
	phone: [
		{ label: 'work', value: '', primary: true },
		{ label: 'mobile', value: '+47 911 11 111', primary: false },
	],
	email: [
		{ label: 'home', value: 'siri@example.org', primary: false },
		{ label: 'work', value: 'Siri.Haugen@Brygga.NO', primary: true },
	],
	first_char: 's',
	add_time: '2026-03-02 08:15:00',
	update_time: '2026-11-19 14:02:11',
	visible_to: '3',
	label_ids: [5],
	last_incoming_mail_time: '2026-11-18 09:00:00',
	last_activity_date: '2026-11-17',
	postal_address_country: 'Norway',
	job_title: 'Daglig leder',
	org_name: 'Brygga Regnskap AS',
	owner_name: 'Sales Rep',
	cc_email: 'brygga@pipedrivemail.com',
	[REGION]: 'Vestland',
	[BUDGET]: '45000',
	[`${BUDGET}_currency`]: 'EUR',
	[PRODUCTS]: '11,12',
};

/** As API v2 answers, and version 2 of the stock Pipedrive node with raw custom fields. */
const V2_PERSON = {
	id: 318,
	name: 'Siri Haugen',
	first_name: 'Siri',
	last_name: 'Haugen',
	owner_id: 44,
	org_id: 71,
	add_time: '2026-03-02T08:15:00Z',
	update_time: '2026-11-19T14:02:11Z',
	emails: [
		{ value: 'Siri.Haugen@Brygga.NO', primary: true, label: 'work' },
		{ value: 'siri@example.org', primary: false, label: 'home' },
	],
	phones: [{ value: '+47 911 11 111', primary: true, label: 'mobile' }],
	is_deleted: false,
	visible_to: 3,
	label_ids: [5],
	picture_id: null,
	job_title: 'Daglig leder',
	postal_address: { value: 'Strandgaten 1, Bergen', country: 'Norway', locality: 'Bergen', postal_code: '5013' },
	custom_fields: {
		[REGION]: 'Vestland',
		[BUDGET]: { value: 45000, currency: 'EUR' },
		[SEGMENT]: 17,
		[PRODUCTS]: [11, 12],
	},
};

describe('a Pipedrive person', () => {
	it('of API v1 is read under the names that models use, and keeps its own', () => {
		const { lead, format } = read(V1_PERSON);
		expect(format).toBe('pipedrivePerson');
		expect(lead.key).toBe('siri.haugen@brygga.no');
		expect(lead.attributes).toMatchObject({
			email: 'Siri.Haugen@Brygga.NO',
			phone: '+47 911 11 111',
			firstName: 'Siri',
			lastName: 'Haugen',
			jobTitle: 'Daglig leder',
			companyName: 'Brygga Regnskap AS',
			country: 'Norway',
			emails: V1_PERSON.email,
			phones: V1_PERSON.phone,
			open_deals_count: 1,
			owner_id: { name: 'Sales Rep' },
			[REGION]: 'Vestland',
			[BUDGET]: '45000',
			[`${BUDGET}_currency`]: 'EUR',
			[PRODUCTS]: '11,12',
		});
	});

	it('of API v2 is read like one of v1, its custom fields under their keys', () => {
		const { lead, format } = read(V2_PERSON);
		expect(format).toBe('pipedrivePerson');
		expect(lead.key).toBe('siri.haugen@brygga.no');
		expect(lead.attributes).toMatchObject({
			email: 'Siri.Haugen@Brygga.NO',
			phone: '+47 911 11 111',
			firstName: 'Siri',
			jobTitle: 'Daglig leder',
			country: 'Norway',
			emails: V2_PERSON.emails,
			org_id: 71,
			[REGION]: 'Vestland',
			[BUDGET]: 45000,
			[SEGMENT]: 17,
			[PRODUCTS]: [11, 12],
			custom_fields: V2_PERSON.custom_fields,
		});
		expect(lead.attributes).not.toHaveProperty('companyName');
	});

	it('with resolved custom fields has those that are called like an attribute under its name (node version 2)', () => {
		const item = {
			...V2_PERSON,
			custom_fields: {
				Budget: { value: 45000, currency: 'EUR' },
				'Company size': 120,
				Industry: 'Accounting',
				'Product Interest': ['Payroll', 'Invoicing'],
				Region: 'Vestland',
			},
		};
		expect(read(item).lead.attributes).toMatchObject({
			budget: 45000,
			companySize: 120,
			industry: 'Accounting',
			productInterest: ['Payroll', 'Invoicing'],
			Region: 'Vestland',
		});
	});

	it('with Resolve Properties has its default fields renamed as well (node version 1)', () => {
		const item = {
			ID: 318,
			company_id: 9081726,
			Name: 'Siri Haugen',
			'First name': 'Siri',
			'Last name': 'Haugen',
			Email: V1_PERSON.email,
			Phone: V1_PERSON.phone,
			Organization: V1_PERSON.org_id,
			Owner: V1_PERSON.owner_id,
			'Visible to': 'Entire company',
			'Job title': 'Daglig leder',
			'Lead source': 'Fair',
			Budget: '45000',
		};
		const { lead, format } = read(item);
		expect(format).toBe('pipedrivePerson');
		expect(lead.key).toBe('siri.haugen@brygga.no');
		expect(lead.attributes).toMatchObject({
			email: 'Siri.Haugen@Brygga.NO',
			phone: '+47 911 11 111',
			firstName: 'Siri',
			lastName: 'Haugen',
			jobTitle: 'Daglig leder',
			companyName: 'Brygga Regnskap AS',
			leadSource: 'Fair',
			budget: '45000',
			Name: 'Siri Haugen',
		});
	});

	it('is found in the events of both webhook versions, as the stock trigger gives them', () => {
		const v1 = {
			v: 1,
			matches_filters: { current: [] },
			meta: { action: 'updated', object: 'person', id: 318, company_id: 9081726, v: 1 },
			current: { ...V1_PERSON, org_id: 71, owner_id: 44 },
			previous: { ...V1_PERSON, first_name: 'Sirii' },
			event: 'updated.person',
			retry: 0,
		};
		const v2 = {
			data: {
				id: 318,
				first_name: 'Siri',
				last_name: null,
				name: 'Siri',
				org_id: 71,
				owner_id: 44,
				emails: [{ label: 'work', value: 'Siri.Haugen@Brygga.NO', primary: true }],
				phones: [],
				visible_to: '3',
				custom_fields: {
					[REGION]: { type: 'varchar', value: 'Vestland' },
					[BUDGET]: { type: 'monetary', value: 45000, currency: 'EUR' },
					[SEGMENT]: { type: 'enum', id: 17 },
					[PRODUCTS]: { type: 'set', values: [{ id: 11 }, { id: 12 }] },
				},
			},
			previous: { first_name: 'Sirii' },
			meta: { action: 'change', entity: 'person', entity_id: '318', company_id: '9081726', version: '2.0' },
		};
		for (const event of [v1, v2]) {
			const { lead, format } = read(event);
			expect(format).toBe('pipedrivePerson');
			expect(lead.key).toBe('siri.haugen@brygga.no');
			expect(lead.attributes).toMatchObject({ firstName: 'Siri', email: 'Siri.Haugen@Brygga.NO', [REGION]: 'Vestland', meta: event.meta });
		}
		expect(read(v2).lead.attributes).toMatchObject({ [BUDGET]: 45000, [SEGMENT]: 17, [PRODUCTS]: [11, 12] });
	});

	it.each([
		['an answer of the API', { success: true, data: V1_PERSON, related_objects: {} }],
		[
			'a search result of the stock node',
			{
				result_score: 0.51,
				id: 318,
				type: 'person',
				name: 'Siri Haugen',
				phones: ['+47 911 11 111'],
				emails: ['Siri.Haugen@Brygga.NO'],
				visible_to: 3,
				owner: { id: 44 },
				organization: { id: 71, name: 'Brygga Regnskap AS' },
				custom_fields: ['Vestland'],
				notes: [],
			},
		],
	])('is found in %s', (_, item) => {
		const { lead, format } = read(item);
		expect(format).toBe('pipedrivePerson');
		expect(lead.key).toBe('siri.haugen@brygga.no');
		expect(lead.attributes).toMatchObject({ email: 'Siri.Haugen@Brygga.NO', phone: '+47 911 11 111', companyName: 'Brygga Regnskap AS' });
	});

	it.each([
		['v1', { ...V1_PERSON, email: [{ value: '', primary: true }], phone: [{ value: '', primary: true }] }],
		['v2', { ...V2_PERSON, emails: [], phones: [] }],
	])('of API %s without an e-mail address is known by its id', (_, item) => {
		const { lead, format } = read(item);
		expect(format).toBe('pipedrivePerson');
		expect(lead.key).toBe('pipedrive:318');
		expect(lead.attributes.email ?? null).toBeNull();
	});

	it('keeps what somebody set under a name of ours', () => {
		const item = { ...V2_PERSON, email: 'siri@new.no', companyName: 'Brygga', custom_fields: { Budget: 1 }, budget: 2 };
		expect(read(item).lead.attributes).toMatchObject({ email: 'siri@new.no', companyName: 'Brygga', budget: 2, Budget: 1 });
	});

	it('keeps its own fields where a custom field has the name of one', () => {
		const item = { ...V2_PERSON, custom_fields: { job_title: 'none', first_name: { value: 'X' } } };
		expect(read(item).lead.attributes).toMatchObject({ job_title: 'Daglig leder', firstName: 'Siri' });
	});

	it('has no activities of its own: mail may be automatic, and activities are those of sales', () => {
		expect(read(V1_PERSON).lead.activities).toBeUndefined();
	});

	it.each([
		[
			'an event about a deal',
			{ meta: { action: 'change', entity: 'deal', company_id: '1' }, data: { id: 8, person_id: 3 }, previous: null },
			/event about a Pipedrive deal/,
		],
		[
			'an event about a deleted person',
			{ meta: { action: 'delete', entity: 'person', company_id: '1' }, data: null, previous: { id: 8 } },
			/person that was deleted/,
		],
		['a deal', { id: 8, title: 'Big one', person_id: 318, org_id: 71, stage_id: 6, pipeline_id: 2, value: 199.98 }, /a Pipedrive deal/],
		[
			'a lead of the lead inbox',
			{ id: '9ce77a10-2e16-11f1-91c1-d76c55e1594b', title: 'Hot', person_id: 318, organization_id: 71, was_seen: false },
			/a Pipedrive lead, which holds no person/,
		],
	])('is not %s', (_, item, message) => {
		expect(readLead(item, OPTIONS)).toEqual({
			ok: false,
			message: expect.stringMatching(message) as string,
			remedy: expect.stringMatching(/Pipedrive node/) as string,
		});
	});

	it('is asked for by name even where it could not be told from its shape', () => {
		const named = { format: 'pipedrivePerson' } as const;
		expect(read({ first_name: 'Siri', job_title: 'CFO' }, named).lead.attributes).toMatchObject({ firstName: 'Siri', jobTitle: 'CFO' });
		expect(readLead({ industry: 'SaaS' }, { ...OPTIONS, ...named }).ok).toBe(false);
	});
});
