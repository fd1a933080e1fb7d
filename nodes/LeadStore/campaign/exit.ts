import { campaignField } from '../fields/campaignField';
import { forAgent } from '../fields/forAgent';
import { leadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readCampaignId } from '../run/readCampaignId';

export const exit: Operation = {
	option: { name: 'Exit', value: 'exit', action: 'Take a lead out of a campaign', description: 'End a lead\'s way through a campaign: it gets no further message of it' },
	fields: [
		campaignField,
		...leadField,
		...forAgent(
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. Sales has taken over',
				description: 'Why, for those who look at the enrollment later; do not name the person',
			},
			'Why the lead leaves the campaign, in a few words, without the name of the person',
		),
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const campaignId = await readCampaignId(parameters, store);
		const lead = parameters.lead();
		const reason = parameters.requiredText('reason', 'Reason', 'Sales has taken over');
		parameters.check();
		return [{ key: lead, campaignId, exited: (await store.campaigns.exit(campaignId, [lead], reason, now)) > 0, reason }];
	}),
};
