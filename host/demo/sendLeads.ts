import type { SampleLead } from '../sampleLeads.ts';
import { inTurns } from './inTurns.ts';
import { postToWebhook } from './postToWebhook.ts';

/** What the workflow answers about a lead. */
export interface LeadAnswer {
	email: string;
	score: number;
	band: string;
	/** Id of the reason, such as `competitor`. */
	disqualifiedBy?: string | null;
}

const atOnce = 4;

/**
 * Posts leads to a webhook as a website's form would, four at a time, and resolves with the answer to each. Rejects,
 * naming the lead, at the first that is refused. The workflow may still be at work when the answer is there.
 *
 * @param onAnswer called after each answer with how many there are
 */
export async function sendLeads(
	webhookUrl: string,
	leads: SampleLead[],
	onAnswer: (count: number) => void,
): Promise<LeadAnswer[]> {
	let count = 0;
	const answers = await inTurns(leads, atOnce, async (lead) => {
		const answer = await postToWebhook<{ leads: LeadAnswer[] }>(webhookUrl, lead, `Lead ${lead.email}`);
		onAnswer(++count);
		return answer.leads;
	});
	return answers.flat();
}
