import type { Model } from '../../engine';

/** Scores by what a lead did alone, so that it goes through the bands in both directions. */
export const movingModel: Model = {
	format: 1,
	id: 'moving',
	name: 'Moving',
	version: 1,
	groups: [
		{
			id: 'visits',
			name: 'Visits',
			dimension: 'engagement',
			rules: [
				{ id: 'up', type: 'activity', activity: 'up', per: 'each', points: 7 },
				{ id: 'down', type: 'activity', activity: 'down', per: 'each', points: -7 },
			],
		},
	],
	bands: [
		{ id: 'high', name: 'High', min: 20 },
		{ id: 'middle', name: 'Middle', min: 10 },
		{ id: 'low', name: 'Low', min: 0 },
	],
	holdMargin: 0,
};
