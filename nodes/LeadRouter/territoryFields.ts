import type { INodeProperties } from 'n8n-workflow';

/** One condition of an owner's territory. */
export const territoryFields: INodeProperties[] = [
	{
		displayName: 'Field',
		name: 'field',
		type: 'string',
		requiresDataPath: 'single',
		default: '',
		placeholder: 'e.g. country',
		description: "The lead's field, named as in the rules of a scoring model",
	},
	{
		displayName: 'Condition',
		name: 'op',
		type: 'options',
		default: 'in',
		description: 'How the field is compared with the value',
		options: [
			{ name: 'Contains', value: 'contains', description: 'The text has the value in it' },
			{ name: 'Email Domain Is One Of', value: 'emailDomainIn', description: 'The address is at one of the domains or below it' },
			{ name: 'Is at Least', value: 'atLeast', description: 'The number is the value or more' },
			{ name: 'Is Less Than', value: 'lessThan', description: 'The number is below the value' },
			{ name: 'Is Not One Of', value: 'notIn', description: 'The field is none of the values' },
			{ name: 'Is One Of', value: 'in', description: 'The field is one of the values' },
			{ name: 'Starts With', value: 'startsWith', description: 'The text begins with the value' },
		],
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. Norway, Sweden',
		description: "What to compare with. Where the condition says 'one of', put commas between the values.",
	},
];

/** A condition as a phrase, e.g. "country is one of Norway, Sweden"; the editor evaluates it. */
export const territoryTitle =
	'={{ [$collection.item.value.field, $collection.item.properties.find((property) => property.name === "op").options.find((option) => option.value === $collection.item.value.op)?.name.toLowerCase(), $collection.item.value.value].filter((part) => part).join(" ") }}';
