import type { INodeProperties } from 'n8n-workflow';
import { starterCampaigns } from '../../../engine';
import { campaignField } from '../../LeadStore/fields/campaignField';

const onStep = { event: ['stepDue'] };
const defined = { show: { ...onStep, campaignSource: ['define'] } };

const stepFields: INodeProperties[] = [
	{ displayName: 'Days After', name: 'afterDays', type: 'number', typeOptions: { minValue: 0 }, default: 3, description: 'Days after the step before was sent; for the first step, after the lead came into the campaign' },
	{ displayName: 'Subject', name: 'subject', type: 'string', default: '', placeholder: 'e.g. How a team of twelve got a day a week back', description: 'For the node that sends the message, as nurture.content.subject' },
	{ displayName: 'Text', name: 'body', type: 'string', typeOptions: { rows: 5 }, default: '', placeholder: 'e.g. Hello, …', description: 'For the node that sends the message, as nurture.content.body' },
	{ displayName: 'Link', name: 'linkUrl', type: 'string', default: '', placeholder: 'e.g. https://www.example.com/guide', description: 'For the node that sends the message, as nurture.content.linkUrl' },
	{ displayName: 'Link Text', name: 'linkText', type: 'string', default: '', placeholder: 'e.g. Read the guide', description: 'For the node that sends the message, as nurture.content.linkText' },
	{ displayName: 'Second Subject', name: 'secondSubject', type: 'string', default: '', placeholder: 'e.g. A day a week back', description: 'Half of the leads get this subject instead, to see which works better. Empty for no test.' },
	{ displayName: 'Skip If the Lead Did', name: 'unless', type: 'string', default: '', placeholder: 'e.g. email_reply, meeting_booked', description: 'Activity types, separated by commas. The step is skipped if the lead did one of them since the step before.' },
	{ displayName: 'Step ID', name: 'id', type: 'string', default: '', placeholder: 'e.g. guide', description: 'Keeps a lead’s place when steps are moved or removed later; empty for step-1, step-2 …' },
];

/** The campaign, for 'Campaign Step Due'. */
export const campaignProperties: INodeProperties[] = [
	{
		displayName: 'Campaign',
		name: 'campaignSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Define Below', value: 'define', description: 'Put together steps, days and window here, without JSON' },
			{ name: 'JSON', value: 'json', description: 'A campaign as JSON, with variants per step, conditions and all else' },
			{ name: 'Lead Store', value: 'store', description: 'A campaign that the Lead Store node has saved' },
			{ name: 'Starter Campaign', value: 'template', description: 'A ready campaign to begin with' },
		],
		default: 'template',
		displayOptions: { show: onStep },
		description: 'Where the steps, days and texts come from. A changed campaign holds for all leads that are not past the step.',
	},
	{
		displayName: 'Starter Campaign',
		name: 'template',
		type: 'options',
		noDataExpression: true,
		options: starterCampaigns.map(({ id, name, description }) => ({ name, value: id, description })),
		default: 'warm-up-50-70',
		displayOptions: { show: { ...onStep, campaignSource: ['template'] } },
		description: 'A campaign to start from. Leads between 50 and 70 come into it; it ends when they reach sales.',
	},
	{
		displayName: 'Campaign JSON',
		name: 'campaignJson',
		type: 'json',
		typeOptions: { rows: 12 },
		default: JSON.stringify(starterCampaigns[0]!.campaign, null, 2),
		displayOptions: { show: { ...onStep, campaignSource: ['json'] } },
		description: 'Campaign, format 1. All problems in it are told at once, each with its place. Raise the version with each change.',
	},
	{
		displayName: 'Stored Campaign',
		name: 'campaignId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		displayOptions: { show: { ...onStep, campaignSource: ['store'] } },
		description: 'The campaign to run; whichever of its versions was saved last',
		modes: campaignField.modes!,
	},
	{
		displayName: 'Name',
		name: 'campaignName',
		type: 'string',
		required: true,
		default: 'My nurture campaign',
		placeholder: 'e.g. Warm-up 50–70',
		displayOptions: defined,
		description: 'What people call the campaign. Keep it: a campaign of another name is another campaign.',
	},
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true, fixedCollection: { itemTitle: '={{ "After " + $collection.item.value.afterDays + " days: " + ($collection.item.value.subject || "…") }}' } },
		placeholder: 'Add Step',
		default: {
			steps: [
				{ afterDays: 0, subject: 'A short guide to what you were looking at', body: 'Hello,\n\nhere is our guide: what to ask before you choose, and a checklist for your next meeting.', linkUrl: 'https://www.example.com/guide', linkText: 'Read the guide' },
				{ afterDays: 3, subject: 'How a team of twelve got a day a week back', body: 'Hello,\n\nthis is what they changed first, and what they left alone.', linkUrl: 'https://www.example.com/story', linkText: 'Read their story', unless: 'email_reply, meeting_booked' },
			],
		},
		displayOptions: defined,
		description: 'The messages, one after the other',
		options: [{ displayName: 'Step', name: 'steps', values: stepFields }],
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'collection',
		placeholder: 'Add Rule',
		default: {},
		displayOptions: defined,
		description: 'Who comes in and who leaves, and when messages may go out',
		options: [
			{ displayName: 'Enroll From Bands', name: 'enterBands', type: 'string', default: 'nurture', placeholder: 'e.g. nurture', description: 'Leads that come into one of these bands come into the campaign' },
			{ displayName: 'Goal Bands', name: 'goalBands', type: 'string', default: 'sales', placeholder: 'e.g. sales', description: 'Leads that reach one of these bands leave as converted' },
			{ displayName: 'Hold Out (Percent)', name: 'holdoutPercent', type: 'number', typeOptions: { minValue: 0, maxValue: 100 }, default: 0, description: 'Share of the leads that get no messages, to measure what the campaign really does' },
			{ displayName: 'Leave With Bands', name: 'exitBands', type: 'string', default: 'cold', placeholder: 'e.g. cold', description: 'Leads that fall into one of these bands leave. Disqualified ones always do.' },
			{ displayName: 'Messages at Most', name: 'messages', type: 'number', typeOptions: { minValue: 1 }, default: 3, description: 'How many messages a lead gets at most in any seven days, those of all campaigns counted' },
			{ displayName: 'Not on These Days', name: 'skip', type: 'string', default: '', placeholder: 'e.g. 2026-12-24, 2026-12-25', description: 'Days on which nothing is sent, separated by commas' },
			{ displayName: 'Re-Enroll After (Days)', name: 'reenterAfterDays', type: 'number', typeOptions: { minValue: 0 }, default: 90, description: 'A lead may come in again so many days after it left; without this rule never' },
			{ displayName: 'Send From', name: 'from', type: 'string', default: '08:00', placeholder: 'e.g. 08:00', description: 'Earliest time of the day, by the clock where the lead is' },
			{ displayName: 'Send On', name: 'days', type: 'multiOptions', options: [['Friday', 'fri'], ['Monday', 'mon'], ['Saturday', 'sat'], ['Sunday', 'sun'], ['Thursday', 'thu'], ['Tuesday', 'tue'], ['Wednesday', 'wed']].map(([name, value]) => ({ name: name!, value: value! })), default: ['mon', 'tue', 'wed', 'thu', 'fri'], description: 'Days of the week on which messages go out' },
			{ displayName: 'Send Until', name: 'to', type: 'string', default: '17:00', placeholder: 'e.g. 17:00', description: 'Latest time of the day, by the clock where the lead is' },
			{ displayName: 'Time Zone', name: 'timeZone', type: 'string', default: '', placeholder: 'e.g. Europe/Oslo', description: 'Zone of leads whose own is not known; empty for the zone of the workflow' },
			{ displayName: 'Time Zone Field', name: 'timeZoneField', type: 'string', default: '', placeholder: 'e.g. timeZone', description: 'Field of the lead with its own time zone' },
		],
	},
];
