import { isRecord } from '../scoring/isRecord';
import { hasValue } from '../scoring/values/hasValue';
import type { LeadRefusal } from './LeadFormat';

/** What an API's error body and n8n's own error items are made of. */
const ERROR_FIELDS = new Set(
	('error errors errorCode error_code error_description message messages status statusCode code httpCode category subCategory ' +
		'correlationId requestId context links description details detail name stack cause title type timestamp path node').split(' '),
);

/** Where APIs put the list of records, and what else stands around it. */
const LIST_FIELDS = ['results', 'records', 'contacts', 'value', 'data', 'items', 'leads'];
const FRAME_FIELDS = new Set(
	('total totalSize count done success paging pagination nextRecordsUrl has-more hasMore vid-offset offset time-offset ' +
		'info additional_data related_objects status next_cursor next @odata.context @odata.count @odata.nextLink').split(' '),
);

const isEmpty = (value: unknown): boolean => {
	if (!hasValue(value)) return true;
	if (Array.isArray(value)) return value.length === 0;
	return isRecord(value) && !(value instanceof Date) && Object.keys(value).length === 0;
};

/** The text of an error body, `''` when it has none, or `null` when the item is no error body. */
function errorText(item: Record<string, unknown>): string | null {
	const failed = !isEmpty(item.error) || !isEmpty(item.errors) || hasValue(item.errorCode) || item.status === 'error';
	if (!failed || !Object.keys(item).every((field) => ERROR_FIELDS.has(field))) return null;
	const { error } = item;
	const texts = [item.message, isRecord(error) ? error.message : error, item.error_description];
	const text = texts.find((candidate) => typeof candidate === 'string' && candidate.trim() !== '');
	return typeof text === 'string' ? text.trim().slice(0, 300) : '';
}

function listField(item: Record<string, unknown>): string | undefined {
	const field = LIST_FIELDS.find((name) => Array.isArray(item[name]));
	if (field === undefined) return undefined;
	return Object.keys(item).every((name) => name === field || FRAME_FIELDS.has(name)) ? field : undefined;
}

/**
 * Why an item is no lead whatever its format: empty, the error body of an API, or a whole list of records;
 * `null` if it may be one. `lists` names its fields for activities and adjustments, which alone make no lead.
 */
export function refuseNonLead(item: Record<string, unknown>, lists: readonly string[]): LeadRefusal | null {
	const fields = Object.keys(item);
	if (fields.every((field) => lists.includes(field) || isEmpty(item[field]))) {
		return {
			ok: false,
			message:
				fields.length === 0
					? 'This item is empty, so it is not a lead'
					: 'This item is not a lead: it has no identity (e-mail address or id) and no attribute with a value',
			remedy: "Check what the node before this one puts out: a lead needs at least one field, e.g. 'email'.",
		};
	}
	const error = errorText(item);
	if (error !== null) {
		return {
			ok: false,
			message: `This item is an error message, not a lead${error === '' ? '' : `: ${error}`}`,
			remedy: "Mend the node that it comes from, or send that node's failed items elsewhere with its setting 'On Error'.",
		};
	}
	const list = listField(item);
	if (list !== undefined) {
		return {
			ok: false,
			message: `This item holds a whole list of records in '${list}', not one lead`,
			remedy: `Put a Split Out node before this one, with 'Fields To Split Out' set to '${list}'.`,
		};
	}
	return null;
}
