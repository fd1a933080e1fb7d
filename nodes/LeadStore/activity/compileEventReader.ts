import { hasValue, isRecord, leadIdentity, readPath, toTime } from '../../../engine';
import type { ActivityInput } from '../../../store';
import type { Problem } from '../../Problem';
import { EVENT_PARTS, type EventPart } from './eventParts';

/** An event as it is recorded, and what decides whether it is. */
export interface ReadEvent {
	ok: true;
	activity: ActivityInput;
	/** The visitor that was seen to be the activity's lead, where the event names both. */
	visitor: string | null;
	userAgent: unknown;
	hasConsent: boolean;
}

export type EventReading = ReadEvent | ({ ok: false } & Problem);

export interface EventReaderOptions {
	/** Fields (names or paths) that hold a part of the event. */
	fields: Partial<Record<EventPart, string>>;
	/** Of events that have no type of their own; empty for none. */
	type: string;
	/** Of all events, whatever they name themselves. */
	lead: string | undefined;
	/** When events happened that do not tell, in epoch ms; `null`: they are refused. */
	now: number | null;
}

/** Parts that are about who and how, and no properties of what was done. */
const NEVER_PROPERTIES: readonly EventPart[] = ['lead', 'visitor', 'userAgent', 'consent'];
const OF_EVENT_ALONE: readonly EventPart[] = ['id', 'type', 'time', 'properties'];
const GRANTED: readonly unknown[] = [true, 1, '1', 'true', 'yes', 'granted'];

const tell = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60);
const refuse = (message: string, remedy: string): EventReading => ({ ok: false, message, remedy });

const asText = (value: unknown): string | undefined =>
	(typeof value === 'string' && value.trim() !== '') || typeof value === 'number' ? String(value).trim() : undefined;

function asVisitor(value: unknown): string | undefined {
	const text = asText(value);
	return text === undefined || text.startsWith('visitor:') ? text : `visitor:${text}`;
}

const asConsent = (value: unknown): boolean => GRANTED.includes(typeof value === 'string' ? value.trim().toLowerCase() : value);

/** Compiles the reading of events of any shape. The reader never throws and changes nothing. */
export function compileEventReader({ fields, type: usualType, lead: givenLead, now }: EventReaderOptions): (event: unknown, shared: Record<string, unknown>) => EventReading {
	const paths = (part: EventPart): readonly string[] => (fields[part] === undefined ? EVENT_PARTS[part] : [fields[part]]);
	const readers = Object.fromEntries(
		(Object.keys(EVENT_PARTS) as EventPart[]).map((part) => [part, paths(part).map((path) => ({ path, read: readPath(path) }))]),
	) as Record<EventPart, { path: string; read: (value: unknown) => unknown }[]>;
	const neverProperties = NEVER_PROPERTIES.flatMap(paths);

	return (event, shared) => {
		if (!isRecord(event)) return refuse(`An event must be an object with fields, but this one is ${tell(event)}`, 'Give every event its fields by name, e.g. { "type": "page_view", "at": "2026-11-22T08:00:00Z" }.');
		const used = new Set(neverProperties);
		/** The first value of a part that can be made what it should be, or else the first at all. */
		const find = <Value>(part: EventPart, convert: (value: unknown) => Value | undefined): { value?: Value; raw?: unknown; path: string } => {
			let strange: { raw: unknown; path: string } | undefined;
			for (const from of OF_EVENT_ALONE.includes(part) ? [event] : [event, shared]) {
				for (const { path, read } of readers[part]) {
					const raw = read(from);
					if (!hasValue(raw)) continue;
					const value = convert(raw);
					if (value === undefined) strange ??= { raw, path };
					else {
						if (from === event) used.add(path);
						return { value, raw, path };
					}
				}
			}
			return strange ?? { path: readers[part][0]!.path };
		};

		const type = find('type', asText).value ?? usualType;
		if (type === '') return refuse("The event has no type, such as page_view: a field 'type'", "Name the field that has it in 'Fields of the Event', or give an 'Activity Type' for all events.");

		const time = find('time', (value) => toTime(value) ?? undefined);
		if (time.value === undefined && time.raw !== undefined) {
			return refuse(`'${time.path}' holds ${tell(time.raw)}, which is not a time`, 'Give ISO 8601, e.g. 2026-11-22T08:00:00Z, or seconds or milliseconds since 1970.');
		}
		const at = time.value ?? now;
		if (at === null) return refuse("The activity has no time: a field 'at'", 'Give ISO 8601, e.g. 2026-11-22T08:00:00Z, or seconds or milliseconds since 1970.');

		const named = find('lead', leadIdentity);
		const visitor = find('visitor', asVisitor).value;
		const lead = givenLead ?? named.value ?? visitor;
		if (lead === undefined) {
			const what = named.raw === undefined ? 'The event names no lead' : `'${named.path}' holds ${tell(named.raw)}, which names no lead`;
			return refuse(what, "An event needs an email address, an ID or a visitor ID. Name the field that has it in 'Fields of the Event', or give 'Lead'.");
		}

		const id = find('id', asText).value;
		const source = find('source', asText).value;
		const channel = find('channel', asText).value;
		const campaign = find('campaign', asText).value;
		const own = find('properties', (value) => (isRecord(value) ? value : undefined));
		const rest = fields.properties === undefined ? Object.entries(event).filter(([field]) => !used.has(field)) : [];
		const properties = Object.fromEntries([...rest, ...Object.entries(own.value ?? {})]);

		return {
			ok: true,
			activity: {
				lead,
				type,
				at,
				...(id !== undefined && { id }),
				...(source !== undefined && { source }),
				...(channel !== undefined && { channel }),
				...(campaign !== undefined && { campaign }),
				...(Object.keys(properties).length > 0 && { properties }),
			},
			visitor: visitor !== undefined && visitor !== lead ? visitor : null,
			userAgent: find('userAgent', asText).value,
			hasConsent: asConsent(find('consent', (value) => value).value),
		};
	};
}
