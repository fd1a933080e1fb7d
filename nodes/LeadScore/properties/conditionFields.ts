import type { INodeProperties } from 'n8n-workflow';
import { operatorChoices } from '../define/operatorChoices';

const comparisons = Object.entries(operatorChoices).map(([value, { name }]) => ({ name, value }));
const withoutValue = Object.entries(operatorChoices).flatMap(([id, { operand }]) => (operand === 'none' ? [id] : []));

/** Field, comparison and value of one condition. */
export const conditionFields: INodeProperties[] = [
	{
		displayName: 'Field',
		name: 'field',
		type: 'string',
		requiresDataPath: 'single',
		default: '',
		required: true,
		placeholder: 'e.g. jobTitle',
		description: 'Field of the lead to look at. Use dots for fields inside fields, e.g. company.country.',
	},
	{
		displayName: 'Comparison',
		name: 'operator',
		type: 'options',
		noDataExpression: true,
		options: comparisons,
		default: 'equals',
		required: true,
		description: 'How to compare the field; upper and lower case are the same',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. CEO, CTO, Founder',
		displayOptions: { hide: { operator: withoutValue } },
		description:
			'What to compare with. Part several values with commas (Is One Of), two numbers for Is Between, a date as 2026-12-31.',
	},
];
