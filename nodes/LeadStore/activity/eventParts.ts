/** Where each part of an event is looked for unless the node is told; the first field with a value counts. */
export const EVENT_PARTS = {
	lead: ['lead', 'email', 'key', 'leadId', 'userId'],
	visitor: ['visitorId', 'visitor_id', 'visitor', 'anonymousId'],
	id: ['id', 'eventId', 'event_id', 'messageId'],
	type: ['type', 'event', 'eventType', 'event_type'],
	time: ['at', 'time', 'timestamp', 'occurredAt', 'occurred_at', 'createdAt'],
	source: ['source', 'utm_source'],
	channel: ['channel', 'utm_medium'],
	campaign: ['campaign', 'utm_campaign'],
	userAgent: ['userAgent', 'user_agent', 'context.userAgent'],
	consent: ['consent', 'trackingConsent'],
	properties: ['properties'],
} as const;

export type EventPart = keyof typeof EVENT_PARTS;
