import type { INodeProperties } from 'n8n-workflow';

/** The bands, each with an output. */
export const bandsProperty: INodeProperties = {
	displayName: 'Bands',
	name: 'bands',
	type: 'fixedCollection',
	noDataExpression: true,
	placeholder: 'Add Band',
	description:
		'One output for each band, in this order. The band with the highest minimum score is the hand-off band.',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: {
			itemTitle: '={{ `${$collection.item.value.name || "Band"}: from ${$collection.item.value.minScore}` }}',
		},
	},
	default: {
		values: [
			{ name: 'Sales hand-off', band: 'sales', minScore: 70 },
			{ name: 'Nurture', band: 'nurture', minScore: 50 },
			{ name: 'Not ready', band: 'cold', minScore: 0 },
		],
	},
	options: [
		{
			displayName: 'Band',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. Sales hand-off',
					description: 'How the output is labelled on the canvas',
				},
				{
					displayName: 'Band ID',
					name: 'band',
					type: 'string',
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. sales',
					description: "The band's ID in the scoring model. A lead score result with this band leaves by this output.",
				},
				{
					displayName: 'Minimum Score',
					name: 'minScore',
					type: 'number',
					default: 0,
					placeholder: 'e.g. 70',
					description:
						'The lowest score of the band when routing by a score field: with 70, a score of exactly 70 is in. One band must start at 0. A lead score result brings its own band, decided by the minimums of the scoring model, so that this only ranks the bands.',
				},
			],
		},
	],
};
