import { starterCampaigns } from '../../../engine';
import { readCampaignJson } from '../../readCampaignJson';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const save: Operation = {
	option: { name: 'Save', value: 'save', action: 'Save a campaign', description: 'Keep a version of a nurture campaign, and let it run. It holds for all leads that are not past a step.' },
	fields: [
		{
			displayName: 'Campaign From',
			name: 'campaignFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'JSON', value: 'json', description: 'A campaign as JSON' },
				{ name: 'Starter Campaign', value: 'starter', description: 'A ready campaign to begin with' },
			],
			default: 'starter',
			description: 'Where the campaign comes from',
		},
		{
			displayName: 'Starter Campaign',
			name: 'starter',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { campaignFrom: ['starter'] } },
			options: starterCampaigns.map(({ id, name, description }) => ({ name, value: id, description })),
			default: 'warm-up-50-70',
			description: 'The campaign to save',
		},
		{
			displayName: 'Campaign JSON',
			name: 'campaignJson',
			type: 'json',
			typeOptions: { rows: 12 },
			displayOptions: { show: { campaignFrom: ['json'] } },
			default: JSON.stringify(starterCampaigns[0]!.campaign, null, 2),
			description: 'Campaign, format 1. All problems in it are told at once, each with its place. Raise the version with each change.',
		},
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const fromStarter = parameters.value('campaignFrom') === 'starter';
		const id = fromStarter ? parameters.value('starter') : undefined;
		const starter = starterCampaigns.find((each) => each.id === id);
		if (fromStarter && !starter) parameters.refuse('Starter Campaign', `expected one of ${starterCampaigns.map((each) => each.id).join(', ')}, got ${JSON.stringify(id)}`);
		parameters.check();
		const reading = starter ? ({ ok: true, campaign: starter.campaign } as const) : readCampaignJson(parameters.value('campaignJson'));
		if (!reading.ok) throw parameters.failure(reading.problem);

		const { campaign } = reading;
		const { saved } = await store.campaigns.save(campaign, now);
		const stored = await store.campaigns.get(campaign.id, campaign.version);
		return [{ campaignId: campaign.id, name: campaign.name, version: campaign.version, saved, active: stored?.active === true }];
	}),
};
