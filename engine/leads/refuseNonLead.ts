import { isRecord } from '../scoring/isRecord';
import { hasValue } from '../scoring/values/hasValue';
import type { LeadRefusal } from './LeadFormat';

/** What an API's error body and n8n's own error items are made of. */
const ERROR_FIELDS = new Set(
	('error errors errorCode error_code error_description message messages status statusCode code httpCode category subCategory ' +
		'correlationId requestId context links description details detail name stack cause title type timestamp path node').split(' '),
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

/**
 * Why an item is no lead whatever its format: empty, or the error body of an API; `null` if it may be one.
 * `lists` names its fields for activities and adjustments, which alone make no lead.
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
	return null;
}
