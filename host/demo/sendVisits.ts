import type { SampleVisit } from '../sampleVisits.ts';
import { postToWebhook } from './postToWebhook.ts';

export const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

/** Posts visits to a webhook one after the other, as the snippet on a website has a browser do it. */
export async function sendVisits(webhookUrl: string, visits: SampleVisit[], userAgent = browser): Promise<void> {
	for (const visit of visits) await postToWebhook(webhookUrl, JSON.stringify(visit), 'A visit', { 'User-Agent': userAgent });
}
