import type { INodeProperties } from 'n8n-workflow';

const limit = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 50',
	description,
});

/** What holds for the whole model: limits, bands, grades. */
export const settingFields: INodeProperties[] = [
	{
		displayName: 'Bands',
		name: 'bands',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, fixedCollection: { itemTitle: '={{ `${$collection.item.value.name} from ${$collection.item.value.min}` }}' } },
		placeholder: 'Add Band',
		default: {},
		description: 'What a score leads to, in place of Sales hand-off from 70, Nurture from 50 and Not ready from 0',
		options: [
			{
				displayName: 'Band',
				name: 'bands',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Sales hand-off',
						description: 'How people call the band',
					},
					{
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. sales',
						description: 'What Lead Router and your CRM know the band by: letters, digits, - and _',
					},
					{
						displayName: 'From Score',
						name: 'min',
						type: 'number',
						default: 0,
						description: 'Lowest score of the band; one band must start at 0',
					},
				],
			},
		],
	},
	{
		displayName: 'Decimals',
		name: 'decimals',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 6, numberPrecision: 0 },
		default: 0,
		description: 'Decimals of the score, 0 to 6; rounded half up',
	},
	limit('Engagement: At Least', 'engagementMin', 'Engagement rules without a group give no less than this; empty for no limit'),
	limit('Engagement: At Most', 'engagementMax', 'Engagement rules without a group give no more than this; empty for no limit'),
	limit('Fit: At Least', 'fitMin', 'Fit rules without a group give no less than this; empty for no limit'),
	limit('Fit: At Most', 'fitMax', 'Fit rules without a group give no more than this; empty for no limit'),
	{
		displayName: 'Grades',
		name: 'grades',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, fixedCollection: { itemTitle: '={{ `${$collection.item.value.dimension} ${$collection.item.value.grade} from ${$collection.item.value.min}` }}' } },
		placeholder: 'Add Grade',
		default: {},
		description: 'Letters for fit and engagement, which together make a grade such as A1; give some for both',
		options: [
			{
				displayName: 'Grade',
				name: 'grades',
				values: [
					{
						displayName: 'For',
						name: 'dimension',
						type: 'options',
						noDataExpression: true,
						options: [
							{ name: 'Engagement', value: 'engagement' },
							{ name: 'Fit', value: 'fit' },
						],
						default: 'fit',
						description: 'Which points the grade is for',
					},
					{
						displayName: 'Grade',
						name: 'grade',
						type: 'string',
						default: '',
						placeholder: 'e.g. A',
						description: 'Letter or number of the grade',
					},
					{
						displayName: 'From Points',
						name: 'min',
						type: 'number',
						default: 0,
						description: 'Lowest points of the grade',
					},
				],
			},
		],
	},
	{
		displayName: 'Group Limits',
		name: 'groupLimits',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, fixedCollection: { itemTitle: '={{ $collection.item.value.group }}' } },
		placeholder: 'Add Group',
		default: {},
		description: 'How much the rules of a group may give together',
		options: [
			{
				displayName: 'Group',
				name: 'groups',
				values: [
					{
						displayName: 'Group',
						name: 'group',
						type: 'string',
						default: '',
						placeholder: 'e.g. Company',
						description: 'Name of the group as the rules have it',
					},
					limit('At Least', 'min', 'The rules of the group give no less than this; empty for no limit'),
					limit('At Most', 'max', 'The rules of the group give no more than this; empty for no limit'),
				],
			},
		],
	},
	{
		displayName: 'Hold Margin',
		name: 'holdMargin',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'A lead keeps its band until it is this many points below it, so that it does not hop to and fro',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. New business 2026',
		description: 'Name of the model',
	},
	{
		displayName: 'Scale',
		name: 'scale',
		type: 'number',
		default: 100,
		description: 'Highest score',
	},
	{
		displayName: 'Segments',
		name: 'segments',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, fixedCollection: { itemTitle: '={{ `${$collection.item.value.name}: ${$collection.item.value.grades}` }}' } },
		placeholder: 'Add Segment',
		default: {},
		description: 'Names for grades, e.g. Revenue lead for A1, A2 and B1; the first that lists the grade counts',
		options: [
			{
				displayName: 'Segment',
				name: 'segments',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Revenue lead',
						description: 'Name of the segment',
					},
					{
						displayName: 'Grades',
						name: 'grades',
						type: 'string',
						default: '',
						placeholder: 'e.g. A1, A2, B1',
						description: 'Grades of the segment, parted by commas',
					},
				],
			},
		],
	},
];
