import { hasValue, isRecord, readPath } from '../../../engine';
import type { Problem } from '../../Problem';

/** The events of an item. */
export interface FoundEvents {
	events: readonly unknown[];
	/** What stands beside the list of events and holds for all of them, such as who they are of. */
	shared: Record<string, unknown>;
	/** Of the browser that called the webhook which the item comes from, if it does. */
	userAgent: unknown;
}

/** Fields that hold a list of events where a whole batch comes as one object. */
const LISTS = ['events', 'activities', 'batch'];

const without = (record: Record<string, unknown>, field: string): Record<string, unknown> =>
	Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));

/** `navigator.sendBeacon` sends JSON as plain text. */
function fromText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

function listOf(value: unknown, shared: Record<string, unknown>): Pick<FoundEvents, 'events' | 'shared'> | null {
	if (Array.isArray(value)) return { events: value, shared };
	if (!isRecord(value)) return null;
	for (const field of LISTS) {
		const list = Object.hasOwn(value, field) ? fromText(value[field]) : undefined;
		if (Array.isArray(list)) return { events: list, shared: { ...shared, ...without(value, field) } };
	}
	return { events: [value], shared };
}

/**
 * Finds the events in an item: the item itself, the body (or else the query) of a webhook call, what is in the field,
 * or, in whichever of these, a list in `events`, `activities` or `batch`.
 *
 * @param field a name or path; empty to look for the events
 */
export function findEvents(json: Record<string, unknown>, field: string): FoundEvents | Problem {
	const { headers, body, query } = json;
	const isCall = isRecord(headers) && isRecord(query) && 'body' in json;
	const userAgent = isRecord(headers) ? headers['user-agent'] : undefined;

	let value: unknown = json;
	let shared: Record<string, unknown> = {};
	if (field !== '') {
		const [parent, name] = splitPath(json, field);
		value = readPath(name)(parent);
		if (isRecord(parent)) shared = without(parent, name);
		if (!hasValue(value)) {
			return { message: `The item has no events in '${field}'`, remedy: "Correct 'Events Field', or empty it for items that are events themselves." };
		}
	} else if (isCall) {
		value = isRecord(body) && Object.keys(body).length === 0 ? query : body;
	}
	const found = listOf(fromText(value), shared);
	if (found) return { ...found, userAgent };
	return {
		message: `The events in ${field === '' ? 'the item' : `'${field}'`} are neither an object nor a list`,
		remedy: 'Give an event as an object, e.g. { "type": "page_view", "visitorId": "9f2c" }, several as a list of such, or the JSON text of either.',
	};
}

/** What holds the field that a name or path names, and the field's name in there. */
function splitPath(json: Record<string, unknown>, field: string): [parent: unknown, name: string] {
	const dot = Object.hasOwn(json, field) ? -1 : field.lastIndexOf('.');
	return dot < 0 ? [json, field] : [readPath(field.slice(0, dot))(json), field.slice(dot + 1)];
}
