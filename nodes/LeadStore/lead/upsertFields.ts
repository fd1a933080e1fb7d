import type { INodeProperties } from 'n8n-workflow';
import { leadFormats } from '../../../engine';
import { optionalLeadField } from '../fields/leadField';

/** The parameters of *Create or Update*. */
export const upsertFields: INodeProperties[] = [
	{
		displayName: 'Lead',
		name: 'leadJson',
		type: 'json',
		displayOptions: { show: { '@tool': [true] } },
		default: `={{ $fromAI('lead', 'The lead as a JSON object: email or id, and what is known of it, e.g. firstName, lastName, jobTitle, companyName, companySize, industry, country', 'json') }}`,
		description: 'The lead as a JSON object; the agent fills it in',
	},
	{
		displayName: 'Lead From',
		name: 'leadFrom',
		type: 'options',
		noDataExpression: true,
		displayOptions: { hide: { '@tool': [true] } },
		options: [
			{ name: 'Fields Below', value: 'fields', description: 'The lead and the attributes that are named here' },
			{ name: 'Whole Item', value: 'item', description: 'Each input item is a lead, in the shape in which its CRM gives it or in flat fields' },
		],
		default: 'item',
		description: 'What of the input items is kept',
	},
	{
		displayName: 'Lead Format',
		name: 'leadFormat',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { leadFrom: ['item'] }, hide: { '@tool': [true] } },
		options: [
			{ name: 'Auto-Detect', value: 'autoDetect', description: 'Tells each lead\'s format by its fields' },
			...leadFormats.map(({ id, name }) => ({ name, value: id })).sort((a, b) => a.name.localeCompare(b.name)),
		],
		default: 'autoDetect',
		description: 'Where the leads come from. Known fields get common names, e.g. jobTitle; all others stay as they are.',
	},
	{
		...optionalLeadField('Empty: the lead that the input item holds', 'Email address or ID of the lead. Leave it empty for the lead that the input item holds.'),
		displayOptions: { show: { leadFrom: ['fields'] }, hide: { '@tool': [true] } },
	},
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'assignmentCollection',
		displayOptions: { show: { leadFrom: ['fields'] }, hide: { '@tool': [true] } },
		default: {},
		description: 'What to keep of the lead, under the names that models use, e.g. jobTitle, companySize, industry, country. Drag fields here from the input.',
	},
	{
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
				displayOptions: { show: { '/leadFrom': ['item'] } },
				default: 'activities',
				placeholder: 'e.g. activities',
				description: 'Field with the list of what the lead did: type, at (when) and properties of each',
			},
			{
				displayName: 'Consent',
				name: 'consent',
				type: 'options',
				options: [
					{ name: 'Granted', value: 'granted', description: 'The lead has agreed to be written to' },
					{ name: 'Withdrawn', value: 'withdrawn', description: 'The lead has taken that back' },
				],
				default: 'granted',
				description: 'Whether the lead has agreed to be written to. As an expression: granted or withdrawn, yes or no, true or false; empty leaves it as it is.',
			},
			{
				displayName: 'Is Also',
				name: 'aliases',
				type: 'string',
				default: '',
				placeholder: 'e.g. visitor:9f2c',
				description: 'Other identities of the same person, separated by commas, or a list. What is known of them is put together with the lead; a visitor who is another lead already stays that one.',
			},
			{
				displayName: 'Keep Known Values',
				name: 'keepKnown',
				type: 'boolean',
				default: true,
				description: 'Whether an empty field of the item leaves what is known as it is, instead of emptying it',
			},
			{
				displayName: 'Leave Out Fields',
				name: 'leaveOut',
				type: 'string',
				displayOptions: { show: { '/leadFrom': ['item'] } },
				default: '',
				placeholder: 'e.g. password, notes',
				description: 'Fields that are not kept, separated by commas, or a list',
			},
			{
				displayName: 'Record Activities',
				name: 'recordActivities',
				type: 'boolean',
				displayOptions: { show: { '/leadFrom': ['item'] } },
				default: true,
				description: 'Whether to record the activities that come with a lead as well, each once',
			},
		],
	},
];
