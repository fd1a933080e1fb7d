import type { SampleActivity } from './sampleLeads.ts';

/** What the snippet on a website sends at a time. */
export interface SampleVisit {
	visitor: string;
	/** Whether the visitor has agreed to be tracked. */
	consent: boolean;
	events: SampleActivity[];
	/** In a form: who the visitor is. */
	email?: string;
}

const site = 'https://www.leadworks.example';
const visitor = 'b7f6d3c0-52c4-4c0e-9a39-4d1f0f3c8e21';

/** Type, page and how many minutes ago. */
const visits: [type: string, path: string, minutesAgo: number][] = [
	['page_view', '/', 50],
	['page_view', '/product', 47],
	['pricing_view', '/pricing', 44],
	['page_view', '/customers', 20],
	['pricing_view', '/pricing', 12],
	['form_submit', '/newsletter', 5],
];

/**
 * Somebody unknown who reads five pages, and in the end leaves an address in a form; dated back from `now` (epoch ms),
 * the same for the same `now`. Each visit is a request of its own, as it is from a browser.
 */
export const sampleVisits = (email: string, now: number): SampleVisit[] =>
	visits.map(([type, path, minutesAgo], index) => ({
		visitor,
		consent: true,
		events: [
			{
				id: `${visitor}-${index + 1}`,
				type,
				at: new Date(now - minutesAgo * 60_000).toISOString(),
				properties: { url: `${site}${path}` },
			},
		],
		...(type === 'form_submit' && { email }),
	}));
