/** A small model that scores, to begin with. */
export const exampleModel = {
	format: 1,
	id: 'my-model',
	name: 'My model',
	version: 1,
	groups: [
		{
			id: 'fit',
			name: 'Fit',
			dimension: 'fit',
			max: 50,
			rules: [
				{
					id: 'decision-maker',
					label: 'Decision maker',
					type: 'attribute',
					when: { field: 'jobTitle', op: 'matches', value: 'ceo|cto|founder|director' },
					points: 30,
				},
			],
		},
		{
			id: 'engagement',
			name: 'Engagement',
			dimension: 'engagement',
			max: 60,
			rules: [
				{
					id: 'demo',
					label: 'Asked for a demo',
					type: 'activity',
					activity: 'demo_request',
					per: 'once',
					points: 40,
					decay: { halfLifeDays: 60 },
				},
			],
		},
	],
};
