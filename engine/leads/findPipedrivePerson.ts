import { isRecord } from '../scoring/isRecord';

/** The person's own record within an item, or what the item is instead; `null` if it is not of Pipedrive. */
export type PipedriveFinding = { person: Record<string, unknown> } | { other: string } | null;

/** Lists of e-mail addresses or phone numbers: API v1, API v2, v1 with the stock node's *Resolve Properties*. */
const CHANNELS = ['email', 'emails', 'Email', 'phone', 'phones', 'Phone'];

/** What stands beside such a list in Pipedrive and hardly elsewhere. */
const MARKS = [
	'owner_id',
	'org_id',
	'visible_to',
	'org_name',
	'cc_email',
	'custom_fields',
	'Owner',
	'Organization',
	'Visible to',
];

/** Whether a list is of the kind `[{ "label": "work", "value": "a@b.no", "primary": true }]`; `null`: it may be. */
function isChannel(list: unknown): boolean | null {
	if (!Array.isArray(list)) return false;
	const [first] = list as unknown[];
	if (first === undefined) return null;
	return isRecord(first) && 'value' in first && 'primary' in first;
}

function isPerson(record: Record<string, unknown>): boolean {
	// As *Search* gives one: the addresses are texts.
	if (record.type === 'person') return Array.isArray(record.emails) && 'visible_to' in record;
	let isPossible = false;
	let isListed = false;
	for (const name of CHANNELS) {
		const verdict = isChannel(record[name]);
		isPossible ||= verdict === null;
		isListed ||= verdict === true;
	}
	if (!isPossible && !isListed) return false;
	const marks = MARKS.filter((name) => name in record).length;
	return marks >= (isListed ? 1 : 2);
}

/** What a webhook tells: `{ meta, current, previous }` in version 1, `{ meta, data, previous }` in version 2. */
function findInEvent(item: Record<string, unknown>): PipedriveFinding {
	const { meta } = item;
	if (!isRecord(meta) || !('company_id' in meta) || !('previous' in item)) return null;
	const kind = meta.entity ?? meta.object;
	if (typeof kind !== 'string') return null;
	if (kind !== 'person') return { other: `an event about a Pipedrive ${kind}` };
	const record = item.data ?? item.current;
	return isRecord(record) ? { person: record } : { other: 'an event about a person that was deleted in Pipedrive' };
}

/**
 * Finds the person in what Pipedrive gives: the record itself, an answer of the API (`{ success, data }`) or an
 * event of a webhook, as the stock Pipedrive Trigger puts it out.
 */
export function findPipedrivePerson(item: Record<string, unknown>): PipedriveFinding {
	if (isPerson(item)) return { person: item };
	const found = findInEvent(item);
	if (found) return found;
	if (item.success === true && isRecord(item.data) && isPerson(item.data)) return { person: item.data };
	if (!('person_id' in item)) return null;
	if ('pipeline_id' in item && 'stage_id' in item) return { other: 'a Pipedrive deal' };
	return 'was_seen' in item && 'organization_id' in item ? { other: 'a Pipedrive lead, which holds no person' } : null;
}
