import type { SampleActivity } from './sampleLeads.ts';

/** An activity as a mail tool tells it. */
export interface SampleClick extends SampleActivity {
	email: string;
	source: string;
	channel: string;
	campaign: string;
}

/** Two clicks in a newsletter a moment before `now` (epoch ms), the same for the same `now`. */
export const sampleClicks = (email: string, now: number): SampleClick[] =>
	['/customers', '/pricing'].map((path, index) => ({
		email,
		id: `${email}-click-${index + 1}`,
		type: 'email_click',
		at: new Date(now - (2 - index) * 60_000).toISOString(),
		source: 'newsletter',
		channel: 'email',
		campaign: 'Autumn news',
		properties: { url: `https://www.leadworks.example${path}` },
	}));
