import { isbot } from 'isbot';
import type { IDataObject } from 'n8n-workflow';
import { isFieldPath } from '../../../engine';
import { isProblem, type Problem } from '../../Problem';
import { toFieldPath } from '../../toFieldPath';
import type { Parameters } from '../run/Parameters';
import { compileEventReader, type ReadEvent } from './compileEventReader';
import { EVENT_PARTS, type EventPart } from './eventParts';
import { findEvents } from './findEvents';

/** An item's events: those to be recorded, and what became of the others. */
export interface ItemEvents {
	received: number;
	events: { index: number; event: ReadEvent }[];
	refused: { index: number; problem: Problem }[];
	bots: number;
	withoutConsent: number;
}

/** The name in the panel of the field that holds a part of an event. */
export const EVENT_PART_LABELS: Readonly<Record<EventPart, string>> = {
	lead: 'Lead Field',
	visitor: 'Visitor ID Field',
	id: 'Event ID Field',
	type: 'Type Field',
	time: 'Time Field',
	source: 'Source Field',
	channel: 'Channel Field',
	campaign: 'Campaign Field',
	userAgent: 'User Agent Field',
	consent: 'Consent Field',
	properties: 'Properties Field',
};

function readField(parameters: Parameters, name: string, label: string): string {
	const path = toFieldPath(parameters.text(name, label));
	if (path !== '' && !isFieldPath(path)) parameters.refuse(label, `expected the name of a field, e.g. body.events, got ${JSON.stringify(path)}`);
	return path;
}

/** Reads an item's events as the node's parameters say. */
export function readEvents(parameters: Parameters, json: IDataObject, now: number): ItemEvents | Problem {
	const eventsField = readField(parameters, 'eventsField', 'Events Field');
	const fields = Object.fromEntries(
		(Object.keys(EVENT_PARTS) as EventPart[])
			.map((part) => [part, readField(parameters, `fieldMap.${part}Field`, EVENT_PART_LABELS[part])] as const)
			.filter(([, path]) => path !== ''),
	);
	const reader = compileEventReader({ fields, type: parameters.text('activityType', 'Activity Type'), lead: parameters.identity('lead', 'Lead'), now });
	const dropBots = parameters.value('options.dropBots') !== false;
	const onlyWithConsent = parameters.flag('options.onlyWithConsent');
	parameters.check();

	const found = findEvents(json, eventsField);
	if (isProblem(found)) return found;
	const read: ItemEvents = { received: found.events.length, events: [], refused: [], bots: 0, withoutConsent: 0 };
	for (const [index, each] of found.events.entries()) {
		const event = reader(each, found.shared);
		if (!event.ok) read.refused.push({ index, problem: event });
		else if (dropBots && isbot(String(event.userAgent ?? found.userAgent ?? ''))) read.bots += 1;
		else if (onlyWithConsent && !event.hasConsent) read.withoutConsent += 1;
		else read.events.push({ index, event });
	}
	return read;
}
