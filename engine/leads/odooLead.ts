import type { Lead } from '../scoring/Lead';
import { remember } from '../scoring/remember';
import { hasValue } from '../scoring/values/hasValue';
import { addMapped, type FieldMapping } from './addMapped';
import { hasAnyField } from './hasAnyField';
import { identifyLead } from './identifyLead';
import type { LeadFormat } from './LeadFormat';

const isPair = (value: unknown): value is [number, string] =>
	Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string';

/** The name in `[id, "name"]`, as Odoo gives what a field points to. A bare id (webhooks) says nothing. */
const readName = (pair: unknown): unknown => (isPair(pair) ? pair[1] : undefined);

const ADDRESS = /<([^<>\s@]+@[^<>\s@]+)>/;

/** The address in what may be `"Anna Berg" <anna@acme.no>`. */
const readAddress = (value: unknown): unknown => (typeof value === 'string' ? (ADDRESS.exec(value)?.[1] ?? value) : value);

const FIELDS: readonly FieldMapping[] = [
	['email', ['email_normalized', 'email_from'], readAddress],
	['phone', ['mobile']],
	['jobTitle', ['function']],
	['companyName', ['partner_name']],
	['country', ['country_id'], readName],
	['leadSource', ['source_id'], readName],
	['expectedCloseDate', ['date_deadline']],
];

/** Fields of a lead that are text, a choice or a reference, so that `false` in them means "empty". */
const NEVER_BOOLEAN = new Set(
	('email_from email_normalized email_cc email_state phone phone_sanitized phone_state mobile partner_name contact_name ' +
		'function title website street street2 zip city description referred priority kanban_state won_status lang_code ' +
		'recurring_plan lost_reason company_currency activity_state activity_summary').split(' '),
);

/** References end in `_id` by Odoo's own rule. */
const isNeverBoolean = remember(
	(field: string) => NEVER_BOOLEAN.has(field) || field.endsWith('_id') || field.startsWith('date_') || field.endsWith('_deadline'),
);

/** Fields of the model `crm.lead`, one of which comes even where only some were asked for. */
const LEAD_FIELDS = ['contact_name', 'partner_name', 'expected_revenue', 'date_deadline', 'lost_reason_id', 'lost_reason', 'function'];

/** Fields of the other models that keep an `email_from`: applicants, tasks, messages, mailings. */
const OTHER_FIELDS = ['job_id', 'project_id', 'message_type', 'email_to', 'mailing_type'];

/**
 * The model of a record, `null` if it is not of Odoo. Webhooks name it; else a lead is told by its fields.
 */
function odooModel(item: Record<string, unknown>): string | null {
	if (typeof item._model === 'string' && '_id' in item) return item._model;
	const hasAddress = 'email_from' in item;
	if (item.type === 'lead' || item.type === 'opportunity') {
		return hasAddress || isPair(item.stage_id) || isPair(item.user_id) || isPair(item.team_id) ? 'crm.lead' : null;
	}
	if (!hasAddress || OTHER_FIELDS.some((field) => field in item)) return null;
	return LEAD_FIELDS.some((field) => field in item) || Object.values(item).some(isPair) ? 'crm.lead' : null;
}

function toAttributes(item: Record<string, unknown>): Record<string, unknown> {
	const attributes: Record<string, unknown> = { ...item };
	for (const field of Object.keys(item)) {
		if (item[field] === false && isNeverBoolean(field)) attributes[field] = null;
	}
	addMapped(attributes, FIELDS);
	return attributes;
}

/**
 * A record of Odoo's model `crm.lead` (a lead or an opportunity), as its API, the stock Odoo node and Odoo's
 * own webhooks give it. Empty fields, which Odoo writes as `false`, have no value; yes/no fields keep theirs.
 *
 * `expected_revenue` is what the sales team hopes for and no budget, a contact's name is one text that nobody
 * can part for sure, and what is dated (stage changes, next activity) is the sales team's doing.
 */
export const odooLead: LeadFormat<'odooLead'> = {
	id: 'odooLead',
	name: 'Odoo lead',
	looksLike: (item) => odooModel(item) !== null,
	toLead(item) {
		const model = odooModel(item);
		if (model !== null && model !== 'crm.lead') {
			return {
				ok: false,
				message: `This is a record of Odoo's model '${model.slice(0, 60)}', not a lead`,
				remedy: "Take the model 'crm.lead' (in the Odoo node the resource 'Opportunity'), or set 'Lead Format' to 'Generic' and score its fields as they are.",
			};
		}
		const attributes = toAttributes(item);
		if (model === null && !hasAnyField(attributes, FIELDS) && !hasValue(attributes.contact_name)) {
			return {
				ok: false,
				message: 'This item is not an Odoo lead: it has none of its fields (email_from, partner_name, function, …)',
				remedy: "Set 'Lead Format' to 'Auto-Detect' or to the format that the items really have.",
			};
		}
		const lead: Lead = { attributes };
		identifyLead(lead, attributes.email, 'odoo', item._id ?? item.id);
		return { ok: true, lead };
	},
};
