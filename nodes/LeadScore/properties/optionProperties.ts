import type { INodeProperties } from 'n8n-workflow';
import { localeField, summaryField } from './summaryFields';

/** Where the leads are those of the store, there is no item to take anything from. */
const ofRuns = { '/leadsFrom': ['dueForReview', 'all'] };
/** Adjustments, previous bands and the time of scoring are the store's own. */
const ofStore = { '/keepStateIn': ['leadStore'] };

/** What few users need to change. */
export const optionProperties: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Activities Field',
			name: 'activitiesField',
			type: 'string',
			default: 'activities',
			placeholder: 'e.g. activities',
			displayOptions: { hide: ofRuns },
			description: 'Field with the list of what the lead did: type, at (when) and properties of each',
		},
		{
			displayName: 'Adjustments Field',
			name: 'adjustmentsField',
			type: 'string',
			default: 'adjustments',
			placeholder: 'e.g. adjustments',
			displayOptions: { hide: ofStore },
			description: 'Field with the list of points that people gave: points, reason, from and until of each',
		},
		{
			displayName: 'Explain Score',
			name: 'explain',
			type: 'boolean',
			default: true,
			description: 'Whether to list every rule that gave points, with the reason',
		},
		localeField,
		{
			displayName: 'Only Changed Bands',
			name: 'onlyChangedBands',
			type: 'boolean',
			default: false,
			displayOptions: { hide: ofRuns },
			description: 'Whether to give out only the leads whose band is another than before',
		},
		{
			displayName: 'Previous Band Field',
			name: 'previousBandField',
			type: 'string',
			default: 'band',
			placeholder: 'e.g. band',
			displayOptions: { hide: ofStore },
			description: 'Field with the ID of the band the lead was in before. A lead without it counts as never scored.',
		},
		{
			displayName: 'Result Field',
			name: 'resultField',
			type: 'string',
			default: 'leadScore',
			placeholder: 'e.g. leadScore',
			description: 'Field of the output item that the score goes into',
		},
		{
			displayName: 'Score as Of',
			name: 'scoreAsOf',
			type: 'dateTime',
			default: '',
			displayOptions: { hide: ofStore },
			description: 'Scores the leads as they would have been at this time, e.g. to try a model on the past; empty for now',
		},
		summaryField,
	],
};
