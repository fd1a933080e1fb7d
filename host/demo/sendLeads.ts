import axios, { isAxiosError } from 'axios';
import type { SampleLead } from '../sampleLeads.ts';
import { inTurns } from './inTurns.ts';

const atOnce = 4;

/**
 * Posts leads to a webhook as a website's form would, four at a time. Resolves when each has been answered; rejects,
 * naming the lead, at the first that is refused.
 */
export async function sendLeads(webhookUrl: string, leads: SampleLead[]): Promise<void> {
	await inTurns(leads, atOnce, async (lead) => {
		try {
			await axios.post(webhookUrl, lead, { proxy: false, timeout: 60_000 });
		} catch (error) {
			if (!isAxiosError(error)) throw error;
			const answer = error.response ? `${error.response.status} ${JSON.stringify(error.response.data)}` : error.message;
			throw new Error(`Lead ${lead.email} was not taken by ${webhookUrl}: ${answer}`, { cause: error });
		}
	});
}
