import type { INodeProperties } from 'n8n-workflow';
import { campaignField } from '../../LeadStore/fields/campaignField';
import { modelField } from '../../LeadStore/fields/modelField';

/** What starts the workflow. */
export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Campaign Finished', value: 'campaignFinished', description: 'A lead has left the campaign: converted, finished, exited or taken out' },
			{ name: 'Campaign Step Due', value: 'stepDue', description: 'A message of the campaign is to be sent to a lead now' },
			{ name: 'Lead Enters Band', value: 'entersBand', description: 'A lead has come into a band, e.g. sales' },
			{ name: 'Lead Leaves Band', value: 'leavesBand', description: 'A lead has left a band, e.g. nurture' },
			{ name: 'Lead Went Quiet', value: 'wentQuiet', description: 'A lead has done nothing for some days' },
		],
		default: 'stepDue',
		description: 'What starts the workflow. Each event is given out until a run of the workflow succeeds; a test in the editor consumes nothing.',
	},
	{
		displayName: 'Bands',
		name: 'bands',
		type: 'string',
		required: true,
		default: 'sales',
		placeholder: 'e.g. sales, nurture',
		displayOptions: { show: { event: ['entersBand', 'leavesBand'] } },
		description: 'IDs of the bands, separated by commas: sales, nurture, cold, disqualified, or your own',
	},
	{
		...modelField,
		displayName: 'Scoring Model',
		name: 'modelId',
		hint: 'Empty: any model',
		displayOptions: { show: { event: ['entersBand', 'leavesBand'] } },
		description: 'The model whose bands are meant; empty for any model',
	},
	{
		displayName: 'Days Without Activity',
		name: 'quietDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		placeholder: 'e.g. 60',
		displayOptions: { show: { event: ['wentQuiet'] } },
		description: 'How long a lead must have done nothing. Each silence is told once; leads that never did anything are not quiet, but unknown.',
	},
	{
		...campaignField,
		name: 'endedCampaignId',
		hint: 'Empty: any campaign',
		displayOptions: { show: { event: ['campaignFinished'] } },
		description: 'The campaign whose end starts the workflow; empty for any campaign',
	},
];
