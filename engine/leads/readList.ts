import { isRecord } from '../scoring/isRecord';
import { readPath } from '../scoring/readPath';
import { hasValue } from '../scoring/values/hasValue';
import type { LeadRefusal } from './LeadFormat';

const kindOf = (value: unknown): string => {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return value === null ? 'null' : 'an object';
	return typeof value === 'string' ? `the text ${JSON.stringify(value.slice(0, 40))}` : `the ${typeof value} ${String(value)}`;
};

/** Too few to matter for memory, enough for the fields that options name. */
const MOST_READERS = 100;
const readers = new Map<string, (item: unknown) => unknown>();

/** A field's reader, compiled once: every lead is asked for the same few fields. */
function readerOf(field: string): (item: unknown) => unknown {
	const known = readers.get(field);
	if (known) return known;
	const reader = readPath(field);
	if (readers.size < MOST_READERS) readers.set(field, reader);
	return reader;
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; problem: string } {
	try {
		return { ok: true, value: JSON.parse(text) };
	} catch (error) {
		return { ok: false, problem: error instanceof Error ? error.message : String(error) };
	}
}

/**
 * The list of objects in an item's field (a name or a path), which may also be the JSON text of one, as
 * table columns hold it. `null`: the item has no such field, or no value in it. The elements are not checked
 * beyond being objects.
 */
export function readList(
	item: Record<string, unknown>,
	field: string,
): { ok: true; list: Record<string, unknown>[] | null } | LeadRefusal {
	const own = Object.hasOwn(item, field) ? item[field] : readerOf(field)(item);
	if (!hasValue(own)) return { ok: true, list: null };
	let value = own;
	if (typeof own === 'string') {
		const parsed = parse(own);
		if (!parsed.ok) {
			return {
				ok: false,
				message: `The field '${field}' is text that is not valid JSON: ${parsed.problem}`,
				remedy: `Give '${field}' a list such as [{ "type": "page_view", "at": "2026-11-01T10:00:00Z" }], or the JSON text of one.`,
			};
		}
		value = parsed.value;
		if (value === null) return { ok: true, list: null };
	}
	if (!Array.isArray(value)) {
		return {
			ok: false,
			message: `The field '${field}' must be a list, but is ${kindOf(value)}`,
			remedy: `Put the entries of '${field}' into a list, even when there is only one, or choose another field in the options.`,
		};
	}
	const strange = value.findIndex((entry) => !isRecord(entry));
	if (strange >= 0) {
		return {
			ok: false,
			message: `The field '${field}' must be a list of objects, but '${field}[${String(strange)}]' is ${kindOf(value[strange])}`,
			remedy: `Give every entry of '${field}' its fields by name.`,
		};
	}
	return { ok: true, list: value as Record<string, unknown>[] };
}
