import { isRecord } from '../scoring/isRecord';
import type { Lead } from '../scoring/Lead';
import { addMapped, type FieldMapping } from './addMapped';
import { hasAnyField } from './hasAnyField';
import { identifyLead } from './identifyLead';
import { layOver } from './layOver';
import type { LeadFormat } from './LeadFormat';
import { proveActivities, type Evidence } from './proveActivities';
import { readMultiple } from './readMultiple';

/** Standard fields of the module Leads by API name, and what Zoho calls a custom field with the name of an attribute. */
const FIELDS: readonly FieldMapping[] = [
	['email', ['Email']],
	['firstName', ['First_Name']],
	['lastName', ['Last_Name']],
	['jobTitle', ['Designation']],
	['companyName', ['Company']],
	['companySize', ['No_of_Employees']],
	['annualRevenue', ['Annual_Revenue']],
	['industry', ['Industry']],
	['country', ['Country']],
	['phone', ['Phone', 'Mobile']],
	['leadSource', ['Lead_Source']],
	['seniority', ['Seniority']],
	['lifecycleStage', ['Lifecycle_Stage']],
	['productInterest', ['Product_Interest'], readMultiple],
	['budget', ['Budget']],
	['expectedCloseDate', ['Expected_Close_Date']],
	['userAgent', ['User_Agent']],
];

/** What Zoho's visitor tracking (SalesIQ) writes into a lead. */
const VISITS: readonly Evidence[] = [
	{ type: 'page_view', at: 'First_Visited_Time', properties: { url: 'First_Visited_URL' } },
	{ type: 'page_view', at: 'Last_Visited_Time' },
];

/** Every id of Zoho CRM is a long number, which JSON carries as text. */
const ZOHO_ID = /^\d{15,20}$/;

/** What Zoho's records have and others hardly: the system's own fields, and names in Zoho's spelling beside such an id. */
const SYSTEM_FIELDS = ['$currency_symbol', '$approved', '$approval', '$editable', '$converted', '$process_flow'];
const SPELLED_FIELDS = ['Last_Name', 'Full_Name', 'Lead_Status', 'Lead_Source', 'Company', 'Email', 'Created_Time', 'Modified_Time'];

function isOfZoho(record: Record<string, unknown>): boolean {
	if (typeof record.id !== 'string' || !ZOHO_ID.test(record.id)) return SYSTEM_FIELDS.some((field) => field in record);
	return SPELLED_FIELDS.some((field) => field in record) || SYSTEM_FIELDS.some((field) => field in record);
}

/** The record in an item: *Lead: Get* of the stock node gives the API's answer, a list of one. */
function recordIn(item: Record<string, unknown>): Record<string, unknown> {
	const { data } = item;
	if (!Array.isArray(data) || data.length !== 1 || 'info' in item) return item;
	const [record] = data as unknown[];
	return isRecord(record) && isOfZoho(record) ? record : item;
}

/** What a record of Zoho is if it is no lead. */
function otherModule(record: Record<string, unknown>): string | null {
	if ('Lead_Status' in record || 'Company' in record) return null;
	if ('Deal_Name' in record) return 'a Zoho CRM deal';
	if ('Account_Name' in record) return 'Last_Name' in record ? 'a Zoho CRM contact' : 'a Zoho CRM account';
	if ('Email' in record || 'Last_Name' in record || 'Full_Name' in record) return null;
	return 'Modified_By' in record ? 'what Zoho CRM answers to a change, or a record of another module' : null;
}

/**
 * A record of Zoho CRM's module Leads, as its API (v2 and later) and the stock Zoho CRM node give it.
 *
 * Of its dates only those of the visitor tracking prove something that the lead did; `Last_Activity_Time` is
 * of whoever touched the record last.
 */
export const zohoLead: LeadFormat<'zohoLead'> = {
	id: 'zohoLead',
	name: 'Zoho lead',
	looksLike: (item) => isOfZoho(recordIn(item)),
	toLead(item) {
		const record = recordIn(item);
		const other = isOfZoho(record) ? otherModule(record) : null;
		if (other !== null) {
			return {
				ok: false,
				message: `This item is ${other}, not a Zoho lead`,
				remedy: "In the Zoho CRM node choose the resource 'Lead' and the operation 'Get' or 'Get Many', or set 'Lead Format' to 'Generic' and score the fields as they are.",
			};
		}
		if (!hasAnyField(record, FIELDS)) {
			return {
				ok: false,
				message: 'This item is not a Zoho lead: it has none of its fields (Email, Last_Name, Company, …)',
				remedy: "Set 'Lead Format' to 'Auto-Detect' or to the format that the items really have, and ask Zoho for the fields that your model looks at.",
			};
		}
		const attributes: Record<string, unknown> = { ...record };
		if (record !== item) layOver(attributes, item);
		addMapped(attributes, FIELDS);
		const lead: Lead = { attributes };
		identifyLead(lead, attributes.email, 'zoho', record.id);
		return { ok: true, lead };
	},
	provenActivities: (attributes) => proveActivities('zoho', VISITS.map((visit) => [attributes, visit] as const)),
};
