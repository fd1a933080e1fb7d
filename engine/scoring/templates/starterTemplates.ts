import type { Model } from '../Model';
import { b2bSaas } from './b2bSaas';
import { b2bServices } from './b2bServices';
import { highValueB2c } from './highValueB2c';

export interface StarterTemplate {
	id: 'b2b-saas' | 'b2b-services' | 'high-value-b2c';
	name: string;
	/** What it is for, in a sentence. */
	description: string;
	model: Model;
}

/** Scoring models to start from: good as they are, and plain JSON to copy and change. */
export const starterTemplates: readonly StarterTemplate[] = [
	{
		id: 'b2b-saas',
		name: 'B2B SaaS',
		description: 'Software sold to companies: company, role and need, demo and trial',
		model: b2bSaas,
	},
	{
		id: 'b2b-services',
		name: 'B2B services',
		description: 'Services sold to companies: larger companies, meetings and quotes, a slower pace',
		model: b2bServices,
	},
	{
		id: 'high-value-b2c',
		name: 'High-value B2C services',
		description: 'Costly purchases of households: means and plans, consultations and showings',
		model: highValueB2c,
	},
];
