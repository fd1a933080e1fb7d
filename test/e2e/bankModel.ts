import type { Model } from '../../engine';

/**
 * A points model for the contacts of a bank's phone campaigns (UCI data set 222), as a marketer might write it from the
 * shares of contacts who said yes. Everything it looks at is known before the call; `duration` is not, so it is left out.
 */
export const bankModel: Model = {
	format: 1,
	id: 'bank-term-deposit',
	name: 'Term deposit by phone',
	version: 1,
	groups: [
		{
			id: 'person',
			name: 'Who they are',
			dimension: 'fit',
			min: -10,
			max: 25,
			rules: [
				{
					id: 'job',
					label: 'Occupation',
					type: 'lookup',
					field: 'job',
					table: [
						{ value: 'student', points: 15 },
						{ value: 'retired', points: 12 },
						{ value: 'unemployed', points: 5 },
						{ value: 'admin.', points: 5 },
						{ value: 'blue-collar', points: -5 },
						{ value: 'services', points: -3 },
					],
				},
				{
					id: 'age',
					label: 'Age',
					type: 'range',
					field: 'age',
					table: [
						{ to: 25, points: 8 },
						{ from: 40, to: 60, points: -2 },
						{ from: 60, points: 10 },
					],
				},
				{
					id: 'degree',
					label: 'University degree',
					type: 'attribute',
					when: { field: 'education', op: 'equals', value: 'university.degree' },
					points: 4,
				},
				{
					id: 'credit-unknown',
					label: 'Credit history unknown',
					type: 'attribute',
					when: { field: 'default', op: 'equals', value: 'unknown' },
					points: -6,
				},
			],
		},
		{
			id: 'history',
			name: 'What happened before',
			dimension: 'engagement',
			rules: [
				{
					id: 'outcome',
					label: 'Outcome of the previous campaign',
					type: 'lookup',
					field: 'poutcome',
					table: [
						{ value: 'success', points: 35 },
						{ value: 'failure', points: 5 },
					],
				},
				{
					id: 'many-calls',
					label: 'Called many times in this campaign',
					type: 'range',
					field: 'campaign',
					table: [
						{ from: 4, to: 7, points: -4 },
						{ from: 7, points: -8 },
					],
				},
				{
					id: 'cellular',
					label: 'Reached on a mobile phone',
					type: 'attribute',
					when: { field: 'contact', op: 'equals', value: 'cellular' },
					points: 8,
				},
			],
		},
		{
			id: 'moment',
			name: 'The moment',
			dimension: 'engagement',
			rules: [
				{
					id: 'rate',
					label: 'Interest rate between banks',
					type: 'range',
					field: 'euribor3m',
					table: [
						{ to: 1, points: 30 },
						{ from: 1, to: 2, points: 14 },
						{ from: 4.9, points: -4 },
					],
				},
				{
					id: 'month',
					label: 'A good month',
					type: 'attribute',
					when: { field: 'month', op: 'in', value: ['mar', 'sep', 'oct', 'dec'] },
					points: 15,
				},
			],
		},
	],
	disqualify: [{ id: 'in-default', label: 'In default', when: { field: 'default', op: 'equals', value: 'yes' } }],
	bands: [
		{ id: 'sales', name: 'Call now', min: 50 },
		{ id: 'nurture', name: 'Write first', min: 20 },
		{ id: 'cold', name: 'Leave alone', min: 0 },
	],
};
