import type { INodeProperties } from 'n8n-workflow';

/** What an AI agent fills in; n8n hands a tool no lead item of its own. */
export const toolProperties: INodeProperties[] = [
	{
		displayName: 'Score',
		name: 'score',
		type: 'string',
		displayOptions: { show: { '@tool': [true] } },
		default: '',
		placeholder: 'e.g. 72',
		description:
			"The lead's score as a number, e.g. 72. Leave it empty to route the lead that the agent itself was given as its input item.",
	},
	{
		displayName: 'Band',
		name: 'band',
		type: 'string',
		displayOptions: { show: { '@tool': [true] } },
		default: '',
		placeholder: 'e.g. disqualified',
		description:
			"The ID of the lead's band if scoring has put it in one, e.g. sales or disqualified. It goes before the score. Leave it empty to go by the score.",
	},
];
