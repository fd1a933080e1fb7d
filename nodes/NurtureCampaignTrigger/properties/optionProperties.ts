import type { INodeProperties } from 'n8n-workflow';

/** How events become runs. */
export const optionProperties: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'How events become runs of the workflow',
	options: [
		{
			displayName: 'Attempts',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 10,
			description: 'How often an event is tried before it counts as failed. Pauses double from 10 seconds up to an hour, so ten attempts last about an hour and a half. Failed ones are listed and retried with the Lead Store node.',
		},
		{
			displayName: 'Leads per Execution',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 1,
			description: 'How many leads a run of the workflow gets at most. If such a run fails, all of its leads are tried again.',
		},
		{
			displayName: 'Runs at Once',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 5,
			description: 'How many runs of the workflow are under way at most',
		},
	],
};
