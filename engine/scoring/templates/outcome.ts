import type { Model } from '../Model';

/**
 * What all starter templates make of the points: 0 to 100, sales from 70, nurture from 50. A lead leaves its band only
 * when it is more than 5 points below it, so that nobody moves to and fro between sales and nurture. Fit and
 * engagement are also graded on their own (A to C, 1 to 3), and every grade belongs to a segment.
 */
export const outcome = {
	scale: 100,
	decimals: 0,
	bands: [
		{ id: 'sales', name: 'Sales hand-off', min: 70 },
		{ id: 'nurture', name: 'Nurture', min: 50 },
		{ id: 'cold', name: 'Not ready', min: 0 },
	],
	holdMargin: 5,
	grades: {
		fit: [
			{ grade: 'A', min: 35 },
			{ grade: 'B', min: 20 },
			{ grade: 'C', min: 0 },
		],
		engagement: [
			{ grade: '1', min: 35 },
			{ grade: '2', min: 15 },
			{ grade: '3', min: 0 },
		],
	},
	segments: [
		{ id: 'revenue', name: 'Revenue lead', grades: ['A1', 'A2', 'B1'] },
		{ id: 'research', name: 'Research lead', grades: ['A3', 'B2', 'C1'] },
		{ id: 'radar', name: 'Radar lead', grades: ['B3', 'C2', 'C3'] },
	],
} satisfies Partial<Model>;
