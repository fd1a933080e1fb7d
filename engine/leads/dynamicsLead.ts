import type { Lead } from '../scoring/Lead';
import { remember } from '../scoring/remember';
import { hasValue } from '../scoring/values/hasValue';
import { addMapped, type FieldMapping } from './addMapped';
import { hasAnyField } from './hasAnyField';
import { identifyLead } from './identifyLead';
import type { LeadFormat } from './LeadFormat';

/** What the Web API adds to a field's name for the text that people see, e.g. an option's label. */
const FORMATTED = '@OData.Community.Display.V1.FormattedValue';

/** Columns of the table `lead`. An option's number has a meaning only in its own organisation, so labels alone count. */
const FIELDS: readonly FieldMapping[] = [
	['email', ['emailaddress1']],
	['firstName', ['firstname']],
	['lastName', ['lastname']],
	['jobTitle', ['jobtitle']],
	['companyName', ['companyname']],
	['companySize', ['numberofemployees']],
	['annualRevenue', ['revenue']],
	['industry', [`industrycode${FORMATTED}`]],
	['country', ['address1_country']],
	['phone', ['telephone1', 'mobilephone']],
	['leadSource', [`leadsourcecode${FORMATTED}`]],
	['budget', ['budgetamount']],
	['expectedCloseDate', ['estimatedclosedate']],
];

const GUID = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

const isGuid = (value: unknown): boolean => typeof value === 'string' && GUID.test(value);

/** What a lead has beside its key, at least one of it, whatever columns were asked for. */
const LEAD_COLUMNS = ['@odata.etag', '@odata.context', '_ownerid_value', 'emailaddress1', 'fullname', 'lastname', 'companyname', 'statecode'];

/** The entity set in an OData context, `https://…/api/data/v9.2/$metadata#leads(fullname)/$entity`. */
const ENTITY_SET = /\/api\/data\/v[\d.]+\/\$metadata#(\w+)/;

/** Other tables with people or companies in them, by the column that is their key. */
const OTHER_TABLES = [
	['contactid', 'contact'],
	['accountid', 'account'],
	['opportunityid', 'opportunity'],
] as const;

/** Which table a record is of, `null` if it is not of Dynamics 365. */
function tableOf(item: Record<string, unknown>): string | null {
	if (isGuid(item.leadid) && LEAD_COLUMNS.some((column) => column in item)) return 'lead';
	const context = item['@odata.context'];
	// Without the ending it is the context of a list.
	if (typeof context === 'string' && context.endsWith('/$entity')) {
		const set = ENTITY_SET.exec(context)?.[1];
		if (set !== undefined) return set === 'leads' ? 'lead' : set;
	}
	if (!('@odata.etag' in item)) return null;
	return OTHER_TABLES.find(([key]) => isGuid(item[key]))?.[1] ?? null;
}

/** The column that a name is the label of; the same names come with every record. */
const columnOf = remember((name: string) => (name.endsWith(FORMATTED) ? name.slice(0, -FORMATTED.length) : null));

/** The labels by column. The API's own names for them hold dots, so no rule could name them. */
function formattedValues(item: Record<string, unknown>): Record<string, unknown> | null {
	let formatted: Record<string, unknown> | null = null;
	for (const name of Object.keys(item)) {
		const column = columnOf(name);
		if (column === null || column === '__proto__') continue;
		formatted ??= {};
		formatted[column] = item[name];
	}
	return formatted;
}

/**
 * A lead of Dynamics 365 Sales (table `lead`), as the Dataverse Web API gives it; with the header
 * `Prefer: odata.include-annotations="*"` options come with their labels, which stand in `formatted` as well
 * (`formatted.leadqualitycode`).
 *
 * No activities come of its dates: they tell what the sales team did or planned.
 */
export const dynamicsLead: LeadFormat<'dynamicsLead'> = {
	id: 'dynamicsLead',
	name: 'Dynamics 365 lead',
	looksLike: (item) => tableOf(item) !== null,
	toLead(item) {
		const table = tableOf(item);
		if (table !== null && table !== 'lead') {
			return {
				ok: false,
				message: `This is a record of the Dynamics 365 table '${table}', not a lead`,
				remedy: "The Microsoft Dynamics CRM node reads accounts only: read leads with an HTTP Request node (GET …/api/data/v9.2/leads), or set 'Lead Format' to 'Generic'.",
			};
		}
		if (table === null && !hasAnyField(item, FIELDS)) {
			return {
				ok: false,
				message: 'This item is not a Dynamics 365 lead: it has none of its columns (emailaddress1, lastname, companyname, …)',
				remedy: "Set 'Lead Format' to 'Auto-Detect' or to the format that the items really have.",
			};
		}
		const attributes: Record<string, unknown> = { ...item };
		const formatted = formattedValues(item);
		if (formatted && !hasValue(item.formatted)) attributes.formatted = formatted;
		addMapped(attributes, FIELDS);
		const lead: Lead = { attributes };
		identifyLead(lead, attributes.email, 'dynamics', item.leadid);
		return { ok: true, lead };
	},
};
