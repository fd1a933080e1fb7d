import type { LeadRepository } from '../../store';
import type { CampaignHost } from './CampaignHost.ts';

/** Puts the clock forward to when something is due next, and so much further, but never while a mail is on its way. */
export async function hurry(host: CampaignHost, store: LeadRepository, campaignId: string, furtherMs = 20_000): Promise<void> {
	const { leased, next } = host.queue(campaignId);
	const wait = (next ?? 0) - host.now();
	if (leased > 0 || wait <= 0) return;
	await host.putForward(wait + furtherMs);
	// Nobody tells n8n that the clock was moved; that something was written it notices.
	await store.leads.upsert([{ key: 'clock@example.com' }], host.now());
}
