import type { INodeProperties } from 'n8n-workflow';

/** What is kept from one scoring to the next, and which leads are scored. */
export const stateProperties: INodeProperties[] = [
	{
		displayName: 'Keep State In',
		name: 'keepStateIn',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Lead Store',
				value: 'leadStore',
				description: 'Scores what all items and tracked visits have told of a lead so far, saves the score, and tells each change of band exactly once',
			},
			{
				name: 'Nothing (Stateless)',
				value: 'nothing',
				description: 'Scores what is on the item, and keeps nothing',
			},
		],
		default: 'nothing',
		description: 'Where leads, their activities and their scores are kept from one run to the next',
	},
	{
		displayName: 'Leads',
		name: 'leadsFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Input Items',
				value: 'input',
				description: 'A lead per item. One that only names its lead, e.g. by email address, changes nothing that the store knows.',
			},
			{
				name: 'Lead Store: All',
				value: 'all',
				description: 'Scores every lead of the store again, once an execution',
			},
			{
				name: 'Lead Store: Due for Review',
				value: 'dueForReview',
				description: 'Scores the leads that time, news or a new version of the model may have moved, once an execution. For a schedule.',
			},
		],
		default: 'input',
		displayOptions: { show: { keepStateIn: ['leadStore'] }, hide: { '@tool': [true] } },
		description: 'Which leads to score. A run over the leads of the store goes on where it stopped if it was cancelled or crashed.',
	},
	{
		displayName: 'Give Out',
		name: 'giveOut',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All Scored Leads', value: 'all', description: 'Every lead of the run; they are held in memory until it ends' },
			{ name: 'Leads Whose Band Changed', value: 'changed', description: 'Leads that are in another band than before, or new' },
		],
		default: 'changed',
		displayOptions: { show: { leadsFrom: ['dueForReview', 'all'] } },
		description: "Which of the leads leave by the output 'Leads'. The output 'Summary' tells how many were read, scored and changed.",
	},
];
