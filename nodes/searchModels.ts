import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openStore } from './openStore';
import { toNodeError } from './toNodeError';

/** The models of the store for a list to choose from, each with its active version. */
export async function searchModels(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	try {
		const models = await openStore(this, (store) => store.models.list());
		const wanted = filter.trim().toLowerCase();
		const results = models
			.filter(({ active, model }) => active && `${model.name} ${model.id}`.toLowerCase().includes(wanted))
			.map(({ model }) => ({ name: `${model.name} (${model.id}, version ${model.version})`, value: model.id }));
		return { results };
	} catch (cause) {
		throw toNodeError(this.getNode(), cause);
	}
}
