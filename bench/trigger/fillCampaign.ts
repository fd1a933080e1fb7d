import type { Campaign } from '../../engine/index.ts';
import type { LeadRepository } from '../../store/index.ts';

const DAY_MS = 86_400_000;
const BATCH = 1_000;

/** A campaign of one step, so many days after the lead came in. */
export const campaignOf = (version: number, afterDays: number): Campaign => ({
	format: 1,
	id: 'bench',
	name: 'Bench',
	version,
	enter: { bands: ['nurture'] },
	goal: { bands: ['sales'] },
	steps: [{ id: 'one', afterDays, content: { subject: 'The guide', body: 'Here it is.', linkUrl: 'https://www.example.com/guide' } }],
});

/** Enrolls leads whose step falls due a day after `start`, so many a minute from then on, and has all of them looked at. */
export async function fillCampaign({ leads, campaigns }: LeadRepository, leadCount: number, perMinute: number, start: number): Promise<void> {
	await campaigns.save(campaignOf(1, 1), start);
	const keys = Array.from({ length: leadCount }, (_, n) => `lead${n}@example.com`);
	for (let from = 0; from < leadCount; from += BATCH) {
		const batch = keys.slice(from, from + BATCH);
		await leads.upsert(batch.map((key, n) => ({ key, attributes: { email: key, firstName: `Kari ${from + n}`, company: 'Acme', employees: n }, consent: 'granted' })), start);
	}
	const perSecond = perMinute / 60;
	for (let second = 0; second * perSecond < leadCount; second += 1) {
		const batch = keys.slice(Math.round(second * perSecond), Math.round((second + 1) * perSecond));
		await campaigns.enroll('bench', batch, start + second * 1_000);
	}
	const end = start + (leadCount / perSecond) * 1_000;
	const found = await campaigns.lease('bench', { limit: 1, leaseMs: 0, now: Math.min(end, start + DAY_MS - 1) });
	if (found.length > 0) throw new Error('A step is due before its time');
}
