import type { INodeProperties } from 'n8n-workflow';
import { leadFormats } from '../../../engine';
import { stateProperties } from './stateProperties';

/** How leads come in. */
export const leadProperties: INodeProperties[] = [
	{
		displayName: 'Lead',
		name: 'lead',
		type: 'json',
		default: `={{ $fromAI('lead', 'The lead to score, as a JSON object. Useful fields: email, jobTitle, industry, country, companySize, annualRevenue, budget, and activities: a list of { "type": e.g. "demo_request", "pricing_view", "page_view", "email_click", "at": ISO date }', 'json') }}`,
		displayOptions: { show: { '@tool': [true] } },
		description: 'The lead to score as a JSON object; the agent fills it in',
	},
	...stateProperties,
	{
		displayName: 'Lead Format',
		name: 'leadFormat',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Auto-Detect', value: 'autoDetect', description: 'Tells each lead\'s format by its fields' },
			...leadFormats.map(({ id, name }) => ({ name, value: id })).sort((a, b) => a.name.localeCompare(b.name)),
		],
		default: 'autoDetect',
		displayOptions: { hide: { leadsFrom: ['dueForReview', 'all'] } },
		description: 'Where the leads come from. Known fields get common names, e.g. jobTitle; all others stay as they are.',
	},
];
