import type { INodeProperties } from 'n8n-workflow';
import { starterTemplates } from '../../../engine';
import { exampleModel } from '../../exampleModel';

const define = { name: 'Define Below', value: 'define', description: 'Put together rules here, without JSON' };
const json = { name: 'JSON', value: 'json', description: 'A model as JSON, e.g. from another node or a file' };
const store = { name: 'Lead Store', value: 'store', description: 'The active version of a model that the store has' };
const template = { name: 'Starter Template', value: 'template', description: 'A ready model for a kind of business' };

const modelSource: INodeProperties = {
	displayName: 'Model',
	name: 'modelSource',
	type: 'options',
	noDataExpression: true,
	options: [define, json, template],
	default: 'template',
	displayOptions: { show: { keepStateIn: ['nothing'] } },
	description: 'Where the rules come from that give the points',
};

/** Where the scoring model comes from. */
export const modelProperties: INodeProperties[] = [
	modelSource,
	{
		...modelSource,
		options: [define, json, store, template],
		displayOptions: { show: { keepStateIn: ['leadStore'] } },
		description: 'Where the rules come from that give the points. The store keeps each version of a model that comes from here.',
	},
	{
		displayName: 'Stored Model',
		name: 'storedModel',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		displayOptions: { show: { modelSource: ['store'] } },
		description: 'The model to score by; whichever of its versions is active',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchModels', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. b2b-saas',
				validation: [
					{
						type: 'regex',
						properties: { regex: '[A-Za-z0-9_-]{1,64}', errorMessage: 'An ID has 1 to 64 letters, digits, - and _' },
					},
				],
			},
		],
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
