import type { INodeProperties } from 'n8n-workflow';

/** Which scoring model it is about. */
export const modelField: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	hint: 'Empty: the only model of the store',
	description: 'A scoring model of the store. Leave it empty if the store has only one.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. b2b-saas',
		},
	],
};
