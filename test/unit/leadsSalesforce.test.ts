import { readLead, type ReadLeadOptions } from '../../engine/leads/readLead';
import { toInstant } from '../../engine/scoring/values/toInstant';

const OPTIONS: ReadLeadOptions = { format: 'autoDetect', activitiesField: 'activities', adjustmentsField: 'adjustments' };

const read = (item: unknown, more: Partial<ReadLeadOptions> = {}) => {
	const reading = readLead(item, { ...OPTIONS, ...more });
	if (!reading.ok) throw new Error(reading.message);
	return reading;
};

/** As `GET /services/data/v59.0/sobjects/Lead/{id}` answers. */
const LEAD = {
	attributes: { type: 'Lead', url: '/services/data/v59.0/sobjects/Lead/00QKa00000AbCdEMAV' },
	Id: '00QKa00000AbCdEMAV',
	IsDeleted: false,
	LastName: 'Virtanen',
	FirstName: 'Aino',
	Name: 'Aino Virtanen',
	Title: 'CFO',
	Company: 'Suomen Terva Oy',
	Country: null,
	CountryCode: 'FI',
	Phone: null,
	MobilePhone: '+358 40 000 0000',
	Email: 'Aino.Virtanen@terva.fi',
	LeadSource: 'Web',
	Status: 'Open - Not Contacted',
	Industry: 'Chemicals',
	AnnualRevenue: 45000000.0,
	NumberOfEmployees: 320,
	IsConverted: false,
	CreatedDate: '2026-10-30T11:25:03.000+0000',
	LastActivityDate: '2026-12-24',
	ProductInterest__c: 'GC1000;GC3000',
	Budget__c: 90000,
	Region__c: 'Nordics',
};

describe('a Salesforce lead', () => {
	it('is read under the names that models use, and keeps its own', () => {
		const { lead, format } = read(LEAD);
		expect(format).toBe('salesforceLead');
		expect(lead.key).toBe('aino.virtanen@terva.fi');
		expect(lead.attributes).toMatchObject({
			email: 'Aino.Virtanen@terva.fi',
			firstName: 'Aino',
			lastName: 'Virtanen',
			jobTitle: 'CFO',
			companyName: 'Suomen Terva Oy',
			companySize: 320,
			annualRevenue: 45000000,
			industry: 'Chemicals',
			country: 'FI',
			phone: '+358 40 000 0000',
			leadSource: 'Web',
			productInterest: ['GC1000', 'GC3000'],
			budget: 90000,
			Region__c: 'Nordics',
			Status: 'Open - Not Contacted',
			IsConverted: false,
		});
		expect(toInstant(lead.attributes.CreatedDate)).toBe(Date.UTC(2026, 9, 30, 11, 25, 3));
	});

	it('has no activities of its own: what the sales team did says nothing of the lead', () => {
		expect(read(LEAD).lead.activities).toBeUndefined();
	});

	it('is known by its id when it has no e-mail address', () => {
		expect(read({ ...LEAD, Email: null }).lead.key).toBe('salesforce:00QKa00000AbCdEMAV');
	});

	it('is told by its id alone where the record comes without its type', () => {
		expect(read({ Id: '00QKa00000AbCdEMAV', LastName: 'Virtanen' }).format).toBe('salesforceLead');
		expect(read({ Id: '003Ka00000AbCdEMAV', LastName: 'Virtanen' }).format).toBe('generic');
	});

	it('does not overwrite a name of ours that somebody set', () => {
		expect(read({ ...LEAD, companySize: 5000 }).lead.attributes).toMatchObject({ companySize: 5000, NumberOfEmployees: 320 });
	});

	it.each([
		['an account', { attributes: { type: 'Account', url: '/x' }, Id: '001Ka00000AbCdEMAV', Name: 'Acme' }, /Salesforce Account/],
		['an answer to a change', { id: '00QKa00000AbCdEMAV', success: true, errors: [] }, /answers to a change/],
	])('is not %s', (_, item, message) => {
		expect(readLead(item, OPTIONS)).toEqual({
			ok: false,
			message: expect.stringMatching(message) as string,
			remedy: expect.any(String) as string,
		});
	});

	it('asked for by name is refused where none of its fields is there', () => {
		expect(readLead({ email: 'a@b.no' }, { ...OPTIONS, format: 'salesforceLead' })).toMatchObject({
			ok: false,
			message: expect.stringMatching(/not a Salesforce lead/) as string,
		});
	});
});
