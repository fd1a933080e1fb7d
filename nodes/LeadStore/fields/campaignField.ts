import type { INodeProperties } from 'n8n-workflow';

/** Which nurture campaign it is about. */
export const campaignField: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaign',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	hint: 'Empty: the only campaign of the store',
	description: 'A campaign of the store. Leave it empty if the store has only one.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCampaigns', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. warm-up-50-70',
		},
	],
};
