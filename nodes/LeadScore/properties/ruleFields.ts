import type { INodeProperties } from 'n8n-workflow';
import { conditionFields } from './conditionFields';
import { combine, moreConditions } from './moreConditions';

type RuleType = 'attribute' | 'lookup' | 'range' | 'activity' | 'inactivity';

/** Shows a field of the form only for some types of rule. */
const forTypes = (types: RuleType[], fields: INodeProperties[]): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, type: types } },
	}));

const typeField = (initial: RuleType): INodeProperties => ({
	displayName: 'Give Points',
	name: 'type',
	type: 'options',
	noDataExpression: true,
	required: true,
	options: [
		{ name: 'By a Field\'s Value', value: 'lookup', description: 'Other points for each value, e.g. for each industry' },
		{ name: 'By a Number\'s Range', value: 'range', description: 'Other points for each range, e.g. of company size' },
		{ name: 'For Silence', value: 'inactivity', description: 'The lead has done nothing for some days. Usually negative points.' },
		{ name: 'For What the Lead Did', value: 'activity', description: 'Such as a demo request, or ten page visits in a month' },
		{ name: 'If a Field Matches', value: 'attribute', description: 'Such as a job title that contains "director"' },
	],
	default: initial,
	description: 'What this rule looks at',
});

const points: INodeProperties = {
	displayName: 'Points',
	name: 'points',
	type: 'number',
	default: 10,
	required: true,
	description: 'Points to add; negative points take away, e.g. -15',
};

const lookupTable: INodeProperties = {
	displayName: 'Points per Value',
	name: 'lookupTable',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Software = 10',
	description:
		'One value per line, with its points after an equals sign, e.g. Software = 10. Upper and lower case are the same.',
};

const rangeTable: INodeProperties = {
	displayName: 'Points per Range',
	name: 'rangeTable',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. 10 to 50 = 5',
	description:
		'One range per line, with its points after an equals sign, e.g. below 10 = 1, 10 to 50 = 5, from 50 = 10. A range ends just below its upper number.',
};

const otherwise: INodeProperties = {
	displayName: 'Otherwise',
	name: 'otherwise',
	type: 'number',
	default: 0,
	description: 'Points when the field has a value that no row lists',
};

const activity: INodeProperties = {
	displayName: 'Activity',
	name: 'activity',
	type: 'string',
	default: '',
	placeholder: 'e.g. demo_request',
	description: 'Type of activity as it stands in the lead\'s activities. Part several with commas: any of them counts.',
};

const activityFields: INodeProperties[] = [
	{ ...activity, required: true },
	{
		displayName: 'Count',
		name: 'per',
		type: 'options',
		noDataExpression: true,
		required: true,
		options: [
			{ name: 'Each Time', value: 'each', description: 'Every activity gives the points' },
			{ name: 'Once', value: 'once', description: 'The points are given once, however many activities there are' },
		],
		default: 'once',
		description: 'Whether every activity gives points, or all of them together once',
	},
	points,
	{
		displayName: 'Within Days',
		name: 'withinDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Only activities of the last days count; 0 for however old',
	},
	{
		displayName: 'At Least Times',
		name: 'minCount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'Fewer activities give nothing, e.g. 10 for "ten visits in a month"; 0 for no minimum',
	},
	{
		displayName: 'At Most Times',
		name: 'maxCount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'More activities give nothing, e.g. 1 for "one visit only"; 0 for no maximum',
	},
	moreConditions({
		displayName: 'Only Where',
		name: 'where',
		description: 'Conditions on the activity\'s properties, e.g. url contains /pricing; all must hold',
	}),
	{
		displayName: 'At Most Points',
		name: 'maxPoints',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'The rule gives no more than this, however often it happened; 0 for no limit',
	},
	{
		displayName: 'Fade With Age',
		name: 'decay',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'By Half-Life', value: 'halfLife', description: 'Smoothly: half of the points are left after some days' },
			{ name: 'In Steps', value: 'stepwise', description: 'A percentage of what is left is lost every some days' },
			{ name: 'No', value: 'none', description: 'Old activities count as much as new ones' },
		],
		default: 'none',
		description: 'Whether points fade as the activity gets older',
	},
	{
		displayName: 'Half-Life (Days)',
		name: 'halfLifeDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		displayOptions: { show: { decay: ['halfLife'] } },
		description: 'Days after which half of the points are left',
	},
	{
		displayName: 'Lose Percent',
		name: 'decayPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 25,
		displayOptions: { show: { decay: ['stepwise'] } },
		description: 'Percentage of the points left that is lost with each step',
	},
	{
		displayName: 'Every Days',
		name: 'decayEveryDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		displayOptions: { show: { decay: ['stepwise'] } },
		description: 'Length of a step in days',
	},
];

const inactivityFields: INodeProperties[] = [
	{
		displayName: 'Silent for Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		required: true,
		description: 'Days since the latest activity',
	},
	{ ...points, default: -15 },
	{
		...activity,
		displayName: 'Without Activity',
		description: 'Only these types of activity break the silence; empty for any activity',
		placeholder: 'e.g. email_open, email_click',
	},
	{
		displayName: 'Also if Never Active',
		name: 'neverActive',
		type: 'boolean',
		default: false,
		description: 'Whether a lead with no activity at all gets the points too',
	},
];

const sharedFields: INodeProperties[] = [
	{
		displayName: 'Reason',
		name: 'label',
		type: 'string',
		default: '',
		placeholder: 'e.g. Decision maker',
		description: 'How the rule is called in the explanation of a score; by default the rule itself',
	},
	{
		displayName: 'Group',
		name: 'group',
		type: 'string',
		default: '',
		placeholder: 'e.g. Company',
		description: 'Rules of the same group share limits, which are set under Model Settings',
	},
];

/** The fields of a rule, in the order of a sentence: what, how often, how many points. */
export const ruleFields = (initial: RuleType): INodeProperties[] => {
	const [field, ...comparison] = conditionFields;
	return [
		typeField(initial),
		...forTypes(['attribute', 'lookup', 'range'], field === undefined ? [] : [field]),
		...forTypes(['attribute'], [...comparison, points, moreConditions({ displayName: 'More Conditions', name: 'moreConditions', description: 'Further conditions of this rule' }), combine]),
		...forTypes(['lookup'], [lookupTable]),
		...forTypes(['range'], [rangeTable]),
		...forTypes(['lookup', 'range'], [otherwise]),
		...forTypes(['activity'], activityFields),
		...forTypes(['inactivity'], inactivityFields),
		...sharedFields,
	];
};
