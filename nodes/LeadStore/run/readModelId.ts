import type { LeadRepository } from '../../../store';
import type { Parameters } from './Parameters';

/** The ID of the model that 'Model' names or, where that is empty, of the store's only one. */
export async function readModelId(parameters: Parameters, store: LeadRepository): Promise<string> {
	const given = parameters.chosen('model', 'Model');
	if (given !== '') return given;
	const ids = [...new Set((await store.models.list()).map(({ model }) => model.id))];
	const [only] = ids;
	if (only !== undefined && ids.length === 1) return only;
	parameters.refuse(
		'Model',
		only === undefined
			? `is empty, and ${store.place} has no model. Save one first (Model: Save, or a Lead Score node that keeps its state in the store)`
			: `is empty, and ${store.place} has several. Choose one of: ${ids.join(', ')}`,
	);
	return '';
}
