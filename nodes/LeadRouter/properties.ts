import type { INodeProperties } from 'n8n-workflow';
import { bandsProperty } from './bandsProperty';
import { optionsProperty } from './optionsProperty';
import { toolProperties } from './toolProperties';

/** The node's parameters, in the order of the panel. */
export const properties: INodeProperties[] = [
	...toolProperties,
	{
		displayName: 'Route By',
		name: 'routeBy',
		type: 'options',
		noDataExpression: true,
		default: 'leadScore',
		description: 'What decides which output a lead leaves by',
		options: [
			{
				name: 'Lead Score Result',
				value: 'leadScore',
				description: 'The band in the result that a Lead Score node has put on the item',
			},
			{
				name: 'Score Field',
				value: 'scoreField',
				description: 'A number that is on the item already, such as a score that your CRM computed',
			},
		],
	},
	{
		displayName: 'Result Field',
		name: 'resultField',
		type: 'string',
		requiresDataPath: 'single',
		displayOptions: { show: { routeBy: ['leadScore'] } },
		required: true,
		default: 'leadScore',
		placeholder: 'e.g. leadScore',
		description: 'The field in which the Lead Score node has put its result',
	},
	{
		displayName: 'Score Field',
		name: 'scoreField',
		type: 'string',
		requiresDataPath: 'single',
		displayOptions: { show: { routeBy: ['scoreField'] } },
		required: true,
		default: '',
		placeholder: 'e.g. properties.hubspotscore',
		description:
			'The field with the score, with dots for fields within fields. The bands take the score as it is: 49.5 is below 50 here, while the Lead Score node has rounded it to 50 itself. A lead without a number in this field is an error, because not scored is not 0.',
	},
	{
		displayName: 'When',
		name: 'when',
		type: 'options',
		noDataExpression: true,
		default: 'everyLead',
		description: 'Which leads leave by the output of their band',
		options: [
			{ name: 'Every Lead', value: 'everyLead', description: 'Each lead, each time' },
			{
				name: 'Only When the Band Changed',
				value: 'bandChanged',
				description: 'Leads that are in another band than before, or new, each change once where Lead Score keeps its state in the Lead Store; the others leave by Unchanged',
			},
		],
	},
	bandsProperty,
	optionsProperty,
];
