import { modelField } from '../fields/modelField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readModelId } from '../run/readModelId';

export const activate: Operation = {
	option: { name: 'Activate', value: 'activate', action: 'Activate a model', description: 'Make a version of a model the one that scores, e.g. to go back to an earlier one; all leads become due for review' },
	fields: [
		modelField,
		{
			displayName: 'Version',
			name: 'version',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			placeholder: 'e.g. 2',
			description: 'The version to activate',
		},
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const modelId = await readModelId(parameters, store);
		const version = parameters.number('version', 'Version', { whole: true, from: 1 });
		parameters.check();
		await store.models.activate(modelId, version, now);
		return [{ modelId, version, active: true }];
	}),
};
