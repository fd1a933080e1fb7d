import { isRecord } from '../scoring/isRecord';
import type { Lead } from '../scoring/Lead';
import { hasValue } from '../scoring/values/hasValue';
import { toNumber } from '../scoring/values/toNumber';
import { toText } from '../scoring/values/toText';
import { addMapped, type FieldMapping } from './addMapped';
import { hubspotActivities } from './hubspotActivities';
import { identifyLead } from './identifyLead';
import { layOver } from './layOver';
import type { LeadFormat } from './LeadFormat';
import { readMultiple } from './readMultiple';

const LOWER_BOUND = /^(\d+)\s*(?:[-–]\s*\d+|\+)$/;

/** HubSpot keeps the number of employees as a range ("25-50", "1000+"): its lower end, as a number. */
function readEmployees(value: unknown): unknown {
	const lower = typeof value === 'string' ? LOWER_BOUND.exec(value.trim())?.[1] : undefined;
	return lower === undefined ? value : toNumber(lower);
}

/** Default contact properties, and what HubSpot calls a custom property with the name of an attribute. */
const FIELDS: readonly FieldMapping[] = [
	['firstName', ['firstname']],
	['lastName', ['lastname']],
	['jobTitle', ['jobtitle']],
	['seniority', ['hs_seniority']],
	['companyName', ['company']],
	['companySize', ['company_size', 'numberofemployees', 'numemployees'], readEmployees],
	['annualRevenue', ['annualrevenue', 'annual_revenue']],
	['country', ['hs_country_region_code']],
	['phone', ['mobilephone']],
	['leadSource', ['lead_source', 'hs_analytics_source']],
	['lifecycleStage', ['lifecyclestage']],
	['productInterest', ['product_interest'], readMultiple],
	['expectedCloseDate', ['expected_close_date']],
	['userAgent', ['user_agent']],
];

/** Properties that contacts have and companies, deals and tickets have not; the API always gives one of them. */
const CONTACT_PROPERTIES = ['email', 'firstname', 'lastname', 'jobtitle', 'lastmodifieddate', 'hs_is_contact'];

/** Stages in which a contact has bought. */
const CUSTOMER_STAGES = new Set<unknown>(['customer', 'evangelist']);

/** The primary address among the identities of a v1 contact, for which `email` was not asked. */
function identityEmail(item: Record<string, unknown>): unknown {
	const profiles = item['identity-profiles'];
	if (!Array.isArray(profiles)) return undefined;
	const addresses = profiles
		.flatMap((profile: unknown) => (isRecord(profile) && Array.isArray(profile.identities) ? profile.identities : []))
		.filter((identity): identity is Record<string, unknown> => isRecord(identity) && identity.type === 'EMAIL');
	return (addresses.find((identity) => identity['is-primary'] === true) ?? addresses[0])?.value;
}

/** A property in API v3 is its value; in v1 (the stock node's Get) it is `{ value, versions }`. */
function flatten(item: Record<string, unknown>, properties: Record<string, unknown>): Record<string, unknown> {
	const attributes: Record<string, unknown> = { ...properties };
	for (const name of Object.keys(properties)) {
		const property = properties[name];
		if (isRecord(property) && 'value' in property) attributes[name] = property.value;
	}
	layOver(attributes, item);
	return attributes;
}

/**
 * A contact of HubSpot's API: v3 (`{ id, properties: { email: "…" } }`, also as search results) or v1
 * (`{ vid, properties: { email: { value } } }`), which the stock HubSpot node still gives for *Get* and *Get
 * Many*. The properties become attributes under HubSpot's names and, where models know them, theirs.
 */
export const hubspotContact: LeadFormat<'hubspotContact'> = {
	id: 'hubspotContact',
	name: 'HubSpot contact',
	looksLike(item) {
		if ('vid' in item) return 'isNew' in item || 'deleted' in item || isRecord(item.properties);
		const { properties } = item;
		if (!isRecord(properties)) return typeof item.subscriptionType === 'string' && 'portalId' in item;
		if ('hs_object_id' in properties) return true;
		const isFramed = 'id' in item && (typeof item.archived === 'boolean' || 'createdAt' in item);
		return isFramed && CONTACT_PROPERTIES.some((name) => name in properties);
	},
	toLead(item) {
		const { properties } = item;
		if (!isRecord(properties)) {
			return {
				ok: false,
				message: "This item is not a HubSpot contact: it has no 'properties'",
				remedy: "Read the contact first with the HubSpot node (Contact: Get or Search), or set 'Lead Format' to the format that the items really have.",
			};
		}
		if (!('vid' in item) && !CONTACT_PROPERTIES.some((name) => name in properties)) {
			return {
				ok: false,
				message: 'This HubSpot record is not a contact, or none of the usual contact properties came with it',
				remedy: "In the HubSpot node choose the resource 'Contact' and ask for the properties that your model looks at.",
			};
		}
		const attributes = flatten(item, properties);
		if (!hasValue(attributes.email)) {
			const email = identityEmail(item);
			if (hasValue(email)) attributes.email = email;
		}
		addMapped(attributes, FIELDS);
		if (attributes.isCustomer === undefined && CUSTOMER_STAGES.has(toText(attributes.lifecycleStage))) {
			attributes.isCustomer = true;
		}
		const lead: Lead = { attributes };
		identifyLead(lead, attributes.email, 'hubspot', item.id ?? item.vid ?? attributes.hs_object_id);
		return { ok: true, lead };
	},
	provenActivities: hubspotActivities,
};
