import { isRecord } from '../scoring/isRecord';
import type { LeadRefusal } from './LeadFormat';

/** What n8n's Webhook node puts out: what was sent, and what came with it. */
const CALL_FIELDS = new Set(['headers', 'params', 'query', 'body', 'webhookUrl', 'executionMode', 'jwtPayload']);

/** The refusal of a webhook call, which has the lead in its body (or else its query); `null` for any other item. */
export function refuseCall(item: Record<string, unknown>): LeadRefusal | null {
	const { headers, query, body } = item;
	if (!isRecord(headers) || !isRecord(query) || !('body' in item) || !Object.keys(item).every((field) => CALL_FIELDS.has(field))) return null;
	const where = isRecord(body) && Object.keys(body).length === 0 ? 'query' : 'body';
	return {
		ok: false,
		message: `This item is a webhook call, not a lead: what was sent is in its field '${where}'`,
		remedy: Array.isArray(body)
			? "Put a Split Out node before this one, with 'Fields To Split Out' set to 'body'."
			: `Put an Edit Fields node before this one, with 'Mode' JSON and the JSON {{ $json.${where} }}.`,
	};
}
