import { campaignField } from '../fields/campaignField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readCampaignId } from '../run/readCampaignId';
import { toResultsJson } from './toResultsJson';

export const getResults: Operation = {
	option: {
		name: 'Get Results',
		value: 'getResults',
		action: 'Get the results of a campaign',
		description: 'Retrieve what a campaign has achieved: sent, opened, clicked, replied and reached the goal, per step and variant, and how much better than those held out',
	},
	fields: [campaignField],
	execute: eachItem(async ({ store }, parameters) => {
		const campaignId = await readCampaignId(parameters, store);
		parameters.check();
		// Refuses a campaign that is not there.
		const results = await store.campaigns.results(campaignId);
		const stored = await store.campaigns.get(campaignId);
		return stored ? [toResultsJson(stored.campaign, results)] : [];
	}),
};
