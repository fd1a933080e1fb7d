import type { LeadRepository } from '../../../store';
import { howToSave } from '../../howToSave';
import { chosenOrOnly } from './chosenOrOnly';
import type { Parameters } from './Parameters';

/** The ID of the model that 'Model' names or, where that is empty, of the store's only one. */
export const readModelId = (parameters: Parameters, store: LeadRepository): Promise<string> =>
	chosenOrOnly(parameters, store, {
		name: 'model',
		label: 'Model',
		list: async () => (await store.models.list()).map(({ model }) => model.id),
		remedy: howToSave.model,
	});
