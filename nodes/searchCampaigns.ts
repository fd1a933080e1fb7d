import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchVersions } from './searchVersions';

/** The campaigns of the store for a list to choose from, each with the version that runs. */
export async function searchCampaigns(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return searchVersions(this, filter, 'campaign', async (store) => (await store.campaigns.list()).map(({ active, campaign }) => ({ active, ...campaign })));
}
