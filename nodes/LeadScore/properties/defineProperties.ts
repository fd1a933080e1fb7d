import type { INodeProperties } from 'n8n-workflow';
import { ruleSentence } from '../define/ruleSentence';
import { conditionFields } from './conditionFields';
import { combine, moreConditions } from './moreConditions';
import { ruleFields } from './ruleFields';
import { settingFields } from './settingFields';

const show = { modelSource: ['define'] };
const sentence = `={{ (${ruleSentence.toString()})($collection.item) }}`;

const ruleList = {
	type: 'fixedCollection' as const,
	placeholder: 'Add Rule',
	displayOptions: { show },
	typeOptions: {
		multipleValues: true,
		sortable: true,
		hideOptionalFields: true,
		addOptionalFieldButtonText: 'Add Detail',
		fixedCollection: { itemTitle: sentence },
	},
};

/** 'Define Below': a model without JSON, with rules to start from that the user changes. */
export const defineProperties: INodeProperties[] = [
	{
		...ruleList,
		displayName: 'Fit Rules: Who They Are',
		name: 'fitRules',
		default: {
			rules: [
				{ type: 'attribute', field: 'jobTitle', operator: 'matches', value: 'ceo|cto|founder|director|head of', points: 20, label: 'Decision maker' },
				{
					type: 'range',
					field: 'companySize',
					rangeTable: '10 to 50 = 10\nfrom 50 = 20',
					label: 'Company size',
				},
			],
		},
		description: 'Points for facts about the person and the company',
		options: [{ displayName: 'Rule', name: 'rules', values: ruleFields('attribute') }],
	},
	{
		...ruleList,
		displayName: 'Engagement Rules: What They Do',
		name: 'engagementRules',
		default: {
			rules: [
				{ type: 'activity', activity: 'demo_request', per: 'once', points: 35, label: 'Asked for a demo' },
				{ type: 'activity', activity: 'pricing_view', per: 'each', points: 5, withinDays: 30, maxPoints: 15, label: 'Looked at prices' },
				{ type: 'inactivity', days: 60, points: -15, label: 'Silent for 60 days' },
			],
		},
		description: 'Points for the lead\'s activities, and for silence',
		options: [{ displayName: 'Rule', name: 'rules', values: ruleFields('activity') }],
	},
	{
		...ruleList,
		displayName: 'Disqualify When',
		name: 'disqualifyWhen',
		placeholder: 'Add Reason',
		default: { rules: [{ field: 'lifecycleStage', operator: 'equals', value: 'customer', label: 'Existing customer' }] },
		description: 'A lead for which any of these holds is disqualified, whatever its score',
		options: [
			{
				displayName: 'Reason',
				name: 'rules',
				values: [
					...conditionFields,
					moreConditions({ displayName: 'More Conditions', name: 'moreConditions', description: 'Further conditions of this reason' }),
					combine,
					{
						displayName: 'Reason',
						name: 'label',
						type: 'string',
						default: '',
						placeholder: 'e.g. Competitor',
						description: 'How people call this reason',
					},
				],
			},
		],
	},
	{
		displayName: 'Model Settings',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add Setting',
		default: {},
		displayOptions: { show },
		options: settingFields,
	},
];
