import { isRecord } from '../scoring/isRecord';
import type { Lead } from '../scoring/Lead';
import { hasValue } from '../scoring/values/hasValue';
import { addMapped, type FieldMapping } from './addMapped';
import { hasAnyField } from './hasAnyField';
import { identifyLead } from './identifyLead';
import type { LeadFormat } from './LeadFormat';
import { readMultiple } from './readMultiple';

/** Standard fields of the Lead object; `__c` are custom fields that many organisations have. */
const FIELDS: readonly FieldMapping[] = [
	['email', ['Email']],
	['firstName', ['FirstName']],
	['lastName', ['LastName']],
	['jobTitle', ['Title']],
	['companyName', ['Company']],
	['companySize', ['NumberOfEmployees']],
	['annualRevenue', ['AnnualRevenue']],
	['industry', ['Industry']],
	['country', ['Country', 'CountryCode']],
	['phone', ['Phone', 'MobilePhone']],
	['leadSource', ['LeadSource']],
	['seniority', ['Seniority__c']],
	['productInterest', ['ProductInterest__c', 'Product_Interest__c'], readMultiple],
	['budget', ['Budget__c']],
	['expectedCloseDate', ['Expected_Close_Date__c']],
];

/** Every Lead's id begins with the object's key prefix. */
const LEAD_ID = /^00Q[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;

const isLeadId = (value: unknown): boolean => typeof value === 'string' && LEAD_ID.test(value);

/** The name of the object that a record says it is, e.g. `Lead` in `attributes: { type, url }`. */
function objectType(item: Record<string, unknown>): string | null {
	const { attributes } = item;
	if (!isRecord(attributes) || typeof attributes.type !== 'string') return null;
	const { type, url } = attributes;
	// Other sources have a field 'attributes' as well, with a type or an address of their own in it.
	const isNamed = typeof url === 'string' ? url.includes('/sobjects/') || 'Id' in item : type === 'Lead' && hasAnyField(item, FIELDS);
	return isNamed ? type : null;
}

/**
 * A record of Salesforce's Lead object, as its REST API and the stock Salesforce node give it.
 *
 * No activities come of `LastActivityDate`: it is the day of the latest task or event of the *sales team*,
 * may lie in the future and does not say what the lead did. It stays an attribute for date conditions.
 */
export const salesforceLead: LeadFormat<'salesforceLead'> = {
	id: 'salesforceLead',
	name: 'Salesforce lead',
	looksLike: (item) =>
		objectType(item) !== null || isLeadId(item.Id) || (isLeadId(item.id) && typeof item.success === 'boolean'),
	toLead(item) {
		const type = objectType(item);
		if (type !== null && type !== 'Lead') {
			return {
				ok: false,
				message: `This is a Salesforce ${type}, not a Salesforce lead`,
				remedy: "In the Salesforce node choose the resource 'Lead', or set 'Lead Format' to 'Generic' and score its fields as they are.",
			};
		}
		if (!hasValue(item.Id) && typeof item.success === 'boolean') {
			return {
				ok: false,
				message: 'This is what Salesforce answers to a change: it holds no fields of the lead',
				remedy: "Read the lead first, e.g. with the Salesforce node's operation 'Get', and score that.",
			};
		}
		if (type === null && !hasAnyField(item, FIELDS)) {
			return {
				ok: false,
				message: 'This item is not a Salesforce lead: it has none of its fields (Email, LastName, Company, …)',
				remedy: "Set 'Lead Format' to 'Auto-Detect' or to the format that the items really have.",
			};
		}
		const attributes: Record<string, unknown> = { ...item };
		addMapped(attributes, FIELDS);
		const lead: Lead = { attributes };
		identifyLead(lead, attributes.email, 'salesforce', item.Id);
		return { ok: true, lead };
	},
};
