import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchVersions } from './searchVersions';

/** The models of the store for a list to choose from, each with its active version. */
export async function searchModels(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return searchVersions(this, filter, 'model', async (store) => (await store.models.list()).map(({ active, model }) => ({ active, ...model })));
}
