import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';
import { toInstant } from '../../engine/scoring/values/toInstant';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const read = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (!reading.ok) throw new Error(reading.message);
	return reading;
};

/** As `read` and `search_read` of `crm.lead` answer, and the stock Odoo node (Opportunity: Get, Get Many). */
const LEAD = {
	id: 87,
	name: 'Web shop for Nordfjord Sko',
	type: 'lead',
	active: true,
	priority: '2',
	partner_id: false,
	partner_name: 'Nordfjord Sko AB',
	contact_name: 'Elin Lind',
	email_from: '"Elin Lind" <Elin.Lind@NordfjordSko.se>',
	email_normalized: 'elin.lind@nordfjordsko.se',
	email_cc: false,
	phone: false,
	mobile: '+46 70 000 00 00',
	function: 'Inköpschef',
	title: false,
	website: 'https://nordfjordsko.se',
	street: false,
	city: 'Malmö',
	state_id: false,
	country_id: [196, 'Sweden'],
	lang_id: [2, 'Swedish'],
	user_id: [7, 'Sales Rep'],
	team_id: [1, 'Sales'],
	company_id: [1, 'Our Own Company'],
	stage_id: [1, 'New'],
	tag_ids: [3, 8],
	campaign_id: false,
	medium_id: [4, 'Website'],
	source_id: [11, 'Newsletter'],
	expected_revenue: 90000.0,
	probability: 12.5,
	date_deadline: '2026-12-31',
	date_closed: false,
	create_date: '2026-11-02 07:30:00',
	description: '<p>Wants a demo</p>',
	is_blacklisted: false,
	message_is_follower: false,
	lost_reason_id: false,
	x_studio_vip: false,
	x_studio_region: 'Skåne',
};

describe('an Odoo lead', () => {
	it('is read under the names that models use, and keeps its own', () => {
		const { lead, format } = read(LEAD);
		expect(format).toBe('odooLead');
		expect(lead.key).toBe('elin.lind@nordfjordsko.se');
		expect(lead.attributes).toMatchObject({
			email: 'elin.lind@nordfjordsko.se',
			phone: '+46 70 000 00 00',
			jobTitle: 'Inköpschef',
			companyName: 'Nordfjord Sko AB',
			country: 'Sweden',
			leadSource: 'Newsletter',
			expectedCloseDate: '2026-12-31',
			name: 'Web shop for Nordfjord Sko',
			contact_name: 'Elin Lind',
			country_id: [196, 'Sweden'],
			stage_id: [1, 'New'],
			probability: 12.5,
			x_studio_region: 'Skåne',
		});
		expect(toInstant(lead.attributes.create_date)).toBe(Date.UTC(2026, 10, 2, 7, 30));
	});

	it('has no value where false means empty, and false where it means no', () => {
		const { attributes } = read(LEAD).lead;
		for (const field of ['partner_id', 'email_cc', 'title', 'street', 'state_id', 'campaign_id', 'date_closed', 'lost_reason_id']) {
			expect([field, attributes[field]]).toEqual([field, null]);
		}
		for (const field of ['is_blacklisted', 'message_is_follower', 'x_studio_vip']) {
			expect([field, attributes[field]]).toEqual([field, false]);
		}
	});

	it('invents nothing: no parts of a name, no budget, no company of our own', () => {
		const { attributes } = read({ ...LEAD, partner_name: false }).lead;
		for (const name of ['firstName', 'lastName', 'budget', 'annualRevenue', 'companyName', 'industry']) {
			expect(attributes).not.toHaveProperty(name);
		}
		expect(read(LEAD).lead.activities).toBeUndefined();
	});

	it('has the address out of a text with a name, where Odoo did not normalise it', () => {
		const { lead } = read({ ...LEAD, email_normalized: false });
		expect(lead.attributes.email).toBe('Elin.Lind@NordfjordSko.se');
		expect(lead.key).toBe('elin.lind@nordfjordsko.se');
	});

	it('without an e-mail address is known by its id', () => {
		expect(read({ ...LEAD, email_from: false, email_normalized: false }).lead.key).toBe('odoo:87');
	});

	it('is told where only some fields were asked for', () => {
		const some = { id: 87, name: 'Web shop', email_from: 'elin@nordfjordsko.se', country_id: [196, 'Sweden'] };
		expect(read(some)).toMatchObject({ format: 'odooLead', lead: { key: 'elin@nordfjordsko.se', attributes: { country: 'Sweden' } } });
	});

	it('of a webhook of Odoo itself has ids where the API has names, which are no names', () => {
		const event = {
			_action: 'Tell n8n(#412)',
			_id: 87,
			_model: 'crm.lead',
			id: 87,
			email_from: false,
			partner_name: 'Nordfjord Sko AB',
			country_id: 196,
			source_id: 11,
		};
		const { lead, format } = read(event);
		expect(format).toBe('odooLead');
		expect(lead.key).toBe('odoo:87');
		expect(lead.attributes).toMatchObject({ companyName: 'Nordfjord Sko AB', country_id: 196 });
		expect(lead.attributes).not.toHaveProperty('country');
		expect(lead.attributes).not.toHaveProperty('leadSource');
	});

	it('is not a record of another model', () => {
		const partner = { _action: 'x(#1)', _id: 5, _model: 'res.partner', email: 'a@b.no' };
		expect(readLead(partner, OPTIONS)).toEqual({
			ok: false,
			message: expect.stringMatching(/'res\.partner', not a lead/) as string,
			remedy: expect.stringMatching(/'crm\.lead'/) as string,
		});
		const applicant = { id: 3, partner_name: 'Ola', email_from: 'ola@example.org', job_id: [4, 'Developer'], stage_id: [1, 'New'] };
		expect(read(applicant).format).toBe('generic');
	});

	it('asked for by name is refused where none of its fields is there', () => {
		const named = { format: 'odooLead' } as const;
		expect(read({ partner_name: 'Acme', phone: false }, named).lead.attributes).toMatchObject({ companyName: 'Acme', phone: null });
		expect(readLead({ email: 'a@b.no' }, { ...OPTIONS, ...named })).toMatchObject({
			ok: false,
			message: expect.stringMatching(/not an Odoo lead/) as string,
		});
	});
});
