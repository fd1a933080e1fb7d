import { hasValue } from '../../../engine';
import { modelField } from '../fields/modelField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readModelId } from '../run/readModelId';
import { toModelJson } from './toModelJson';

export const get: Operation = {
	option: { name: 'Get', value: 'get', action: 'Get a model', description: 'Retrieve a version of a scoring model; no item for one that is not there' },
	fields: [
		modelField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Version',
					name: 'version',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					placeholder: 'e.g. 2',
					description: 'The version to get instead of the active one',
				},
			],
		},
	],
	execute: eachItem(async ({ store }, parameters) => {
		const modelId = await readModelId(parameters, store);
		const version = hasValue(parameters.value('options.version')) ? parameters.number('options.version', 'Version', { whole: true, from: 1 }) : undefined;
		parameters.check();
		const stored = await store.models.get(modelId, version);
		return stored ? [toModelJson(stored)] : [];
	}),
};
