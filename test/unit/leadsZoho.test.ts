import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const read = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (!reading.ok) throw new Error(reading.message);
	return reading;
};

const USER = { name: 'Sales Rep', id: '5120000000000235011', email: 'rep@example.com' };

/** As `GET /crm/v2/Leads` lists them, and the stock Zoho CRM node (Lead: Get Many). */
const LEAD = {
	Owner: USER,
	Company: 'Taiga Metsä Oy',
	Email: 'Jari.Lehto@Taiga.FI',
	$currency_symbol: '€',
	$field_states: null,
	Visitor_Score: '42',
	Last_Activity_Time: '2026-11-19T10:12:00+02:00',
	Industry: 'Large Enterprise',
	$converted: false,
	$process_flow: false,
	Street: null,
	id: '5120000000003701012',
	$approved: true,
	$approval: { delegate: false, approve: false, reject: false, resubmit: false },
	First_Visited_URL: 'https://example.com/guides/forest',
	Days_Visited: 3,
	Created_Time: '2026-09-14T08:00:00+03:00',
	$editable: true,
	City: 'Oulu',
	No_of_Employees: 640,
	Country: 'Finland',
	Last_Visited_Time: '2026-11-18T16:20:00+02:00',
	Created_By: USER,
	Annual_Revenue: 88000000,
	Secondary_Email: null,
	Number_Of_Chats: 0,
	Rating: 'Acquired',
	Salutation: null,
	Full_Name: 'Jari Lehto',
	First_Name: 'Jari',
	Last_Name: 'Lehto',
	Lead_Status: 'Contact in Future',
	Modified_By: USER,
	Phone: null,
	Mobile: '+358 50 000 0000',
	Email_Opt_Out: false,
	Designation: 'Toimitusjohtaja',
	Modified_Time: '2026-11-19T10:12:00+02:00',
	First_Visited_Time: '2026-09-14T07:40:00+03:00',
	Lead_Source: 'Web Download',
	Tag: [{ name: 'fair', id: '5120000000003700001', color_code: null }],
	Product_Interest: ['GC1000', 'GC3000'],
	Region: 'North',
};

describe('a Zoho lead', () => {
	it('is read under the names that models use, and keeps its own', () => {
		const { lead, format } = read(LEAD);
		expect(format).toBe('zohoLead');
		expect(lead.key).toBe('jari.lehto@taiga.fi');
		expect(lead.attributes).toMatchObject({
			email: 'Jari.Lehto@Taiga.FI',
			firstName: 'Jari',
			lastName: 'Lehto',
			jobTitle: 'Toimitusjohtaja',
			companyName: 'Taiga Metsä Oy',
			companySize: 640,
			annualRevenue: 88000000,
			industry: 'Large Enterprise',
			country: 'Finland',
			phone: '+358 50 000 0000',
			leadSource: 'Web Download',
			productInterest: ['GC1000', 'GC3000'],
			Owner: { email: 'rep@example.com' },
			Lead_Status: 'Contact in Future',
			Email_Opt_Out: false,
			$currency_symbol: '€',
			$converted: false,
			Visitor_Score: '42',
			Region: 'North',
		});
	});

	it('proves the visits that Zoho saw, and nothing of what the record went through', () => {
		const first = Date.parse('2026-09-14T07:40:00+03:00');
		const last = Date.parse('2026-11-18T16:20:00+02:00');
		expect(read(LEAD).lead.activities).toEqual([
			{ id: `zoho:page_view:${first}`, type: 'page_view', at: first, properties: { url: 'https://example.com/guides/forest' } },
			{ id: `zoho:page_view:${last}`, type: 'page_view', at: last, properties: {} },
		]);
		expect(read({ ...LEAD, Last_Visited_Time: LEAD.First_Visited_Time }).lead.activities).toEqual([
			expect.objectContaining({ at: first, properties: { url: 'https://example.com/guides/forest' } }),
		]);
		expect(read({ ...LEAD, First_Visited_Time: null, Last_Visited_Time: null }).lead.activities).toEqual([]);
		expect(read({ ...LEAD, activities: [] }).lead.activities).toEqual([]);
	});

	it('is found in the answer that the stock node gives for Lead: Get', () => {
		const { lead, format } = read({ data: [LEAD], budget: 5000 });
		expect(format).toBe('zohoLead');
		expect(lead.key).toBe('jari.lehto@taiga.fi');
		expect(lead.attributes).toMatchObject({ jobTitle: 'Toimitusjohtaja', budget: 5000, Region: 'North' });
		expect(lead.activities).toHaveLength(2);
		expect(read({ data: [LEAD] }, { format: 'zohoLead' }).lead.key).toBe('jari.lehto@taiga.fi');
	});

	it('without an e-mail address is known by its id', () => {
		expect(read({ ...LEAD, Email: null }).lead.key).toBe('zoho:5120000000003701012');
	});

	it('is told by its id where only some fields were asked for, as API v3 and later demand', () => {
		const some = { Last_Name: 'Lehto', Email: null, id: '5120000000003701012' };
		expect(read(some)).toMatchObject({ format: 'zohoLead', lead: { key: 'zoho:5120000000003701012' } });
	});

	it('does not overwrite a name of ours that somebody set', () => {
		expect(read({ ...LEAD, companySize: 5000 }).lead.attributes).toMatchObject({ companySize: 5000, No_of_Employees: 640 });
	});

	it.each([
		[
			'what Zoho answers to a change',
			{ Modified_Time: 'x', Modified_By: USER, Created_Time: 'x', id: '5120000000003701012', Created_By: USER },
			/answers to a change/,
		],
		['a contact', { id: '5120000000003701013', Last_Name: 'Lehto', Email: 'j@t.fi', Account_Name: { name: 'Taiga', id: '1' } }, /Zoho CRM contact/],
		['an account', { id: '5120000000003701014', Account_Name: 'Taiga', $approved: true }, /Zoho CRM account/],
		['a deal', { id: '5120000000003701015', Deal_Name: 'Big one', Account_Name: null, Lead_Source: null }, /Zoho CRM deal/],
	])('is not %s', (_, item, message) => {
		expect(readLead(item, OPTIONS)).toEqual({
			ok: false,
			message: expect.stringMatching(message) as string,
			remedy: expect.stringMatching(/Zoho CRM node/) as string,
		});
	});

	it.each([
		['a list of several', { data: [LEAD, LEAD] }],
		['a page of a list, even with one on it', { data: [LEAD], info: { per_page: 200, count: 1, more_records: false } }],
	])('is not %s', (_, item) => {
		expect(readLead(item, OPTIONS)).toMatchObject({
			ok: false,
			message: "This item holds a whole list of records in 'data', not one lead",
		});
	});

	it('asked for by name is refused where none of its fields is there', () => {
		const named = { format: 'zohoLead' } as const;
		expect(read({ Email: 'a@b.no', Designation: 'CEO' }, named).lead).toMatchObject({ key: 'a@b.no', attributes: { jobTitle: 'CEO' } });
		expect(readLead({ email: 'a@b.no' }, { ...OPTIONS, ...named })).toMatchObject({
			ok: false,
			message: expect.stringMatching(/not a Zoho lead/) as string,
		});
	});
});
