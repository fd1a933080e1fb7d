import { limitFields } from '../fields/limitFields';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readLimit } from '../run/readPages';
import { toModelJson } from './toModelJson';

export const getMany: Operation = {
	option: { name: 'Get Many', value: 'getMany', action: 'Get many models', description: 'Retrieve the versions of all scoring models, of each the latest first' },
	fields: [
		...limitFields,
		{
			displayName: 'Only Active',
			name: 'onlyActive',
			type: 'boolean',
			default: false,
			description: 'Whether to give only the version of each model that scores',
		},
	],
	execute: eachItem(async ({ store }, parameters) => {
		const limit = readLimit(parameters);
		parameters.check();
		const models = await store.models.list();
		return models.filter(({ active }) => active || !parameters.flag('onlyActive')).slice(0, limit).map(toModelJson);
	}),
};
