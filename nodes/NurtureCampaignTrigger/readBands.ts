import type { ITriggerFunctions } from 'n8n-workflow';
import { defaultBands, DISQUALIFIED } from '../../engine';
import type { LeadRepository } from '../../store';
import { toTriggerError } from './toTriggerError';

/**
 * The bands that 'Bands' names. One that no scoring model of the store has or had would never start the workflow, so
 * it is refused, unless there is no model yet.
 *
 * @throws NodeOperationError
 */
export async function readBands(context: ITriggerFunctions, store: LeadRepository, modelId: string): Promise<string[]> {
	const bands = String(context.getNodeParameter('bands', '')).split(',').map((band) => band.trim()).filter((band) => band !== '');
	if (bands.length === 0) throw toTriggerError(context, { message: "'Bands' is empty", remedy: 'Give the id of a band such as sales, or several separated by commas.' });
	const models = (await store.models.list()).map(({ model }) => model).filter(({ id }) => modelId === '' || id === modelId);
	const known = new Set(models.flatMap((model) => [...(model.bands ?? defaultBands).map(({ id }) => id), DISQUALIFIED]));
	const strange = known.size > 0 && bands.find((band) => !known.has(band));
	if (strange) {
		const models = modelId === '' ? `no scoring model in ${store.place} has` : `the scoring model '${modelId}' does not have`;
		throw toTriggerError(context, {
			message: `'Bands' names "${strange}", which ${models}`,
			remedy: `Give IDs of bands, separated by commas: ${[...known].join(', ')}.`,
		});
	}
	return bands;
}
