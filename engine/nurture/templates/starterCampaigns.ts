import type { Campaign } from '../Campaign';
import { warmUp } from './warmUp';

export interface StarterCampaign {
	id: string;
	name: string;
	/** What it is for, in a sentence. */
	description: string;
	campaign: Campaign;
}

/** Nurture campaigns to start from: good as they are, and plain JSON to copy and change. */
export const starterCampaigns: readonly StarterCampaign[] = [
	{
		id: warmUp.id,
		name: warmUp.name,
		description: 'Four mails in two weeks for B2B leads between 50 and 70: a guide, a story, the numbers, an offer to talk',
		campaign: warmUp,
	},
];
