import type { LeadRepository } from '../../../store';
import { howToSave } from '../../howToSave';
import { chosenOrOnly } from './chosenOrOnly';
import type { Parameters } from './Parameters';

/** The ID of the campaign that 'Campaign' names or, where that is empty, of the store's only one. */
export const readCampaignId = (parameters: Parameters, store: LeadRepository): Promise<string> =>
	chosenOrOnly(parameters, store, {
		name: 'campaign',
		label: 'Campaign',
		list: async () => (await store.campaigns.list()).map(({ campaign }) => campaign.id),
		remedy: howToSave.campaign,
	});
