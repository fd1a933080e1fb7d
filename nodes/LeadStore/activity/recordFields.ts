import type { INodeProperties } from 'n8n-workflow';
import { optionalLeadField } from '../fields/leadField';
import { EVENT_PARTS, type EventPart } from './eventParts';
import { EVENT_PART_LABELS } from './readEvents';

const PARTS: Readonly<Record<EventPart, { description: string; placeholder: string }>> = {
	lead: { placeholder: 'e.g. contact.email', description: 'Email address or ID of the lead' },
	visitor: { placeholder: 'e.g. cookies.visitor', description: 'ID of the browser, as the website keeps it. With a lead beside it, what the visitor did before counts for that lead' },
	id: { placeholder: 'e.g. event_id', description: 'What repeated deliveries of the same event are told by. Without one they are told by lead, type, time and properties' },
	type: { placeholder: 'e.g. action', description: 'What was done, e.g. page_view' },
	time: { placeholder: 'e.g. occurred_at', description: 'When it was done: ISO 8601, or seconds or milliseconds since 1970. An event without time happened now' },
	source: { placeholder: 'e.g. utm_source', description: 'Where it came from, e.g. google' },
	channel: { placeholder: 'e.g. utm_medium', description: 'By which way, e.g. email' },
	campaign: { placeholder: 'e.g. utm_campaign', description: 'For which campaign' },
	userAgent: { placeholder: "e.g. headers['user-agent']", description: 'By which bots are told. Of a webhook call, the header user-agent is known without being named' },
	consent: { placeholder: 'e.g. consent.statistics', description: 'Whether the visitor has agreed to tracking: true, yes, granted or 1' },
	properties: { placeholder: 'e.g. payload', description: 'Anything else about it, as an object. Otherwise all fields of the event that are not named here.' },
};

const fieldOf = (part: EventPart): INodeProperties => ({
	displayName: EVENT_PART_LABELS[part],
	name: `${part}Field`,
	type: 'string',
	requiresDataPath: 'single',
	default: '',
	placeholder: PARTS[part].placeholder,
	description: part === 'properties' ? PARTS[part].description : `${PARTS[part].description}. Looked for in ${EVENT_PARTS[part].join(', ')} unless named here.`,
});

/** The parameters of *Record*. */
export const recordFields: INodeProperties[] = [
	{
		displayName: 'Activity',
		name: 'activity',
		type: 'json',
		displayOptions: { show: { '@tool': [true] } },
		default: `={{ $fromAI('activity', 'What a lead did, as a JSON object: { "lead": its e-mail address or ID, "type": e.g. "demo_request", "meeting_booked", "page_view", "at": ISO date, "properties": { … } }; several as { "events": [ … ] }', 'json') }}`,
		description: 'The activity as a JSON object; the agent fills it in',
	},
	optionalLeadField(
		'Empty: the lead or visitor that each event names',
		'Email address or ID of the lead. Leave it empty for the lead or visitor that each event names itself: in <code>lead</code>, <code>email</code>, <code>visitorId</code> or the fields named below.',
	),
	{
		displayName: 'Activity Type',
		name: 'activityType',
		type: 'string',
		default: '',
		placeholder: 'e.g. form_submit',
		hint: 'Empty: each event has one of its own',
		description: 'Type of the events that have none of their own, which is in <code>type</code> or <code>event</code> unless another field is named below',
	},
	{
		displayName: 'Events Field',
		name: 'eventsField',
		type: 'string',
		requiresDataPath: 'single',
		displayOptions: { hide: { '@tool': [true] } },
		default: '',
		placeholder: 'e.g. body.events',
		hint: 'Empty: the item itself, a webhook\'s body, or a list in either',
		description: 'Field that holds the event, or the list of events, of an item. Leave it empty for items that are events, webhook calls with events in their body, and lists in <code>events</code>, <code>activities</code> or <code>batch</code>.',
	},
	{
		displayName: 'Fields of the Event',
		name: 'fieldMap',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Where the parts of an event are, if they are not under their usual names',
		options: (Object.keys(EVENT_PARTS) as EventPart[]).map(fieldOf).sort((a, b) => a.displayName.localeCompare(b.displayName)),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Drop Bots',
				name: 'dropBots',
				type: 'boolean',
				default: true,
				description: 'Whether to leave out what crawlers, monitors and other programs did, told by their user agent. They are counted.',
			},
			{
				displayName: 'Only With Consent',
				name: 'onlyWithConsent',
				type: 'boolean',
				default: true,
				description: 'Whether to leave out events that do not say that the visitor has agreed to tracking (<code>consent</code>, or the field named above). They are counted.',
			},
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				default: 'activities',
				description: 'What goes out for each input item',
				options: [
					{ name: 'A Summary per Item', value: 'summary', description: 'How many events were new, known, dropped and refused' },
					{ name: 'Each Activity', value: 'activities', description: 'An item per recorded activity, with its ID, its lead and whether it was known' },
				],
			},
		],
	},
];
