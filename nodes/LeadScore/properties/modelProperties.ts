import type { INodeProperties } from 'n8n-workflow';
import { starterTemplates } from '../../../engine';

const exampleModel = {
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

/** Where the scoring model comes from. */
export const modelProperties: INodeProperties[] = [
	{
		displayName: 'Model',
		name: 'modelSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Define Below', value: 'define', description: 'Put together rules here, without JSON' },
			{ name: 'JSON', value: 'json', description: 'A model as JSON, e.g. from another node or a file' },
			{ name: 'Starter Template', value: 'template', description: 'A ready model for a kind of business' },
		],
		default: 'template',
		description: 'Where the rules come from that give the points',
	},
	{
		displayName: 'Template',
		name: 'template',
		type: 'options',
		noDataExpression: true,
		options: starterTemplates.map(({ id, name, description }) => ({ name, value: id, description })),
		default: 'b2b-saas',
		displayOptions: { show: { modelSource: ['template'] } },
		description: 'Rules to start from. They score 0 to 100: sales hand-off from 70, nurture from 50.',
	},
	{
		displayName: 'Model JSON',
		name: 'modelJson',
		type: 'json',
		typeOptions: { rows: 12 },
		default: JSON.stringify(exampleModel, null, 2),
		displayOptions: { show: { modelSource: ['json'] } },
		description: 'Scoring model, format 1. All problems in it are told at once, each with its place.',
	},
];
