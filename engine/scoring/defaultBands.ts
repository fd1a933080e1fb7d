import type { Band } from './Model';

/** The bands of a model that names none: sales from 70, nurture from 50, cold from 0. */
export const defaultBands: readonly Band[] = [
	{ id: 'sales', name: 'Sales hand-off', min: 70 },
	{ id: 'nurture', name: 'Nurture', min: 50 },
	{ id: 'cold', name: 'Not ready', min: 0 },
];
