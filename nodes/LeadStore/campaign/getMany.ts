import type { IDataObject } from 'n8n-workflow';
import { limitFields } from '../fields/limitFields';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readLimit } from '../run/readPages';
import { toIso } from '../run/toIso';

export const getMany: Operation = {
	option: { name: 'Get Many', value: 'getMany', action: 'Get many campaigns', description: 'Retrieve the versions of all nurture campaigns, of each the latest first' },
	fields: [
		...limitFields,
		{
			displayName: 'Only Active',
			name: 'onlyActive',
			type: 'boolean',
			default: false,
			description: 'Whether to give only the version of each campaign that runs',
		},
	],
	execute: eachItem(async ({ store }, parameters) => {
		const limit = readLimit(parameters);
		parameters.check();
		const campaigns = (await store.campaigns.list()).filter(({ active }) => active || !parameters.flag('onlyActive'));
		return campaigns.slice(0, limit).map(({ campaign, active, savedAt }) => ({
			campaignId: campaign.id,
			name: campaign.name,
			version: campaign.version,
			active,
			savedAt: toIso(savedAt),
			campaign: campaign as unknown as IDataObject,
		}));
	}),
};
