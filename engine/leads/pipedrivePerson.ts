import { isRecord } from '../scoring/isRecord';
import type { Lead } from '../scoring/Lead';
import { hasValue } from '../scoring/values/hasValue';
import { addMapped, type FieldMapping } from './addMapped';
import { findPipedrivePerson } from './findPipedrivePerson';
import { identifyLead } from './identifyLead';
import { layOver } from './layOver';
import type { LeadFormat } from './LeadFormat';

/** The primary one of a list of addresses or numbers, or else the first. */
function readPrimary(list: unknown): unknown {
	if (!Array.isArray(list)) return list;
	let first: unknown;
	for (const entry of list as unknown[]) {
		const value = isRecord(entry) ? entry.value : entry;
		if (!hasValue(value)) continue;
		if (isRecord(entry) && entry.primary === true) return value;
		first ??= value;
	}
	return first;
}

/** API v1 gives the organization as an object with its name; v2 only gives its id. */
const readName = (value: unknown): unknown => (isRecord(value) ? value.name : typeof value === 'string' ? value : undefined);

/**
 * Default fields by key and by name (the stock node's version 1 with *Resolve Properties* gives the names), and
 * custom fields that are called like an attribute.
 */
const FIELDS: readonly FieldMapping[] = [
	['email', ['emails', 'Email', 'primary_email'], readPrimary],
	['phone', ['phones', 'Phone'], readPrimary],
	['firstName', ['first_name', 'First name']],
	['lastName', ['last_name', 'Last name']],
	['jobTitle', ['job_title', 'Job title', 'Job Title']],
	['companyName', ['org_name', 'org_id', 'organization', 'Organization'], readName],
	['country', ['postal_address_country', 'Country']],
	['country', ['postal_address'], (address) => (isRecord(address) ? address.country : undefined)],
	['seniority', ['Seniority']],
	['industry', ['Industry']],
	['companySize', ['Company size', 'Company Size']],
	['annualRevenue', ['Annual revenue', 'Annual Revenue']],
	['budget', ['Budget']],
	['productInterest', ['Product interest', 'Product Interest']],
	['expectedCloseDate', ['Expected close date', 'Expected Close Date']],
	['lifecycleStage', ['Lifecycle stage', 'Lifecycle Stage']],
	['leadSource', ['Lead source', 'Lead Source']],
	['userAgent', ['User agent', 'User Agent']],
];

/**
 * A custom field's value without its wrapping: API v2 writes money and addresses as `{ value, … }`, webhooks
 * all types as `{ type, value }`, options as `{ type, id }` or `{ type, values: [{ id }] }`.
 */
function unwrap(value: unknown): unknown {
	if (!isRecord(value)) return value;
	if ('value' in value) return value.value;
	if (Array.isArray(value.values)) return value.values.map((option: unknown) => (isRecord(option) ? option.id : option));
	return value.type === 'enum' && 'id' in value ? value.id : value;
}

function toAttributes(item: Record<string, unknown>, person: Record<string, unknown>): Record<string, unknown> {
	const attributes: Record<string, unknown> = { ...person };
	const custom = person.custom_fields;
	if (isRecord(custom)) {
		// Beside the other fields, where API v1 has them, so that one model serves both versions.
		for (const name of Object.keys(custom)) {
			if (name !== '__proto__' && !Object.hasOwn(attributes, name)) attributes[name] = unwrap(custom[name]);
		}
	}
	if (person !== item) layOver(attributes, item);
	for (const [one, all] of [['email', 'emails'], ['phone', 'phones']] as const) {
		const list = attributes[one];
		if (!Array.isArray(list)) continue;
		attributes[one] = readPrimary(list) ?? null;
		attributes[all] ??= list;
	}
	addMapped(attributes, FIELDS);
	return attributes;
}

/**
 * A person of Pipedrive's API v1 (`email: [{ value, primary }]`, custom fields under their 40-digit keys) or v2
 * (`emails`, `custom_fields`), as the stock Pipedrive node and trigger give it, with and without resolved names.
 *
 * No activities come of it: `last_activity_date` and its like are the sales team's, and
 * `last_incoming_mail_time` may be an automatic reply. They remain attributes for date conditions.
 */
export const pipedrivePerson: LeadFormat<'pipedrivePerson'> = {
	id: 'pipedrivePerson',
	name: 'Pipedrive person',
	looksLike: (item) => findPipedrivePerson(item) !== null,
	toLead(item) {
		const found = findPipedrivePerson(item);
		if (found && 'other' in found) {
			return {
				ok: false,
				message: `This item is ${found.other}, not a Pipedrive person`,
				remedy: "Read the person first with the Pipedrive node (Person: Get), e.g. by the 'person_id', and score that.",
			};
		}
		const person = found ? found.person : item;
		const attributes = toAttributes(item, person);
		if (!found && !['firstName', 'lastName', 'email', 'name', 'Name'].some((name) => hasValue(attributes[name]))) {
			return {
				ok: false,
				message: 'This item is not a Pipedrive person: it has neither a name nor an e-mail address',
				remedy: "Set 'Lead Format' to 'Auto-Detect' or to the format that the items really have.",
			};
		}
		const lead: Lead = { attributes };
		identifyLead(lead, attributes.email, 'pipedrive', person.id ?? person.ID);
		return { ok: true, lead };
	},
};
