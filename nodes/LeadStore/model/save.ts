import { starterTemplates } from '../../../engine';
import { exampleModel } from '../../exampleModel';
import { readModelJson } from '../../readModelJson';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const save: Operation = {
	option: { name: 'Save', value: 'save', action: 'Save a model', description: 'Keep a version of a scoring model. A version never changes, so that every score can be explained.' },
	fields: [
		{
			displayName: 'Model From',
			name: 'modelFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'JSON', value: 'json', description: 'A model as JSON' },
				{ name: 'Starter Template', value: 'template', description: 'A ready model for a kind of business' },
			],
			default: 'template',
			description: 'Where the model comes from',
		},
		{
			displayName: 'Template',
			name: 'template',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { modelFrom: ['template'] } },
			options: starterTemplates.map(({ id, name, description }) => ({ name, value: id, description })),
			default: 'b2b-saas',
			description: 'The model to save',
		},
		{
			displayName: 'Model JSON',
			name: 'modelJson',
			type: 'json',
			typeOptions: { rows: 12 },
			displayOptions: { show: { modelFrom: ['json'] } },
			default: JSON.stringify(exampleModel, null, 2),
			description: 'Scoring model, format 1. All problems in it are told at once, each with its place.',
		},
		{
			displayName: 'Activate',
			name: 'activate',
			type: 'boolean',
			default: true,
			description: 'Whether this version is the one that scores from now on; all leads become due for review. The first version of a model is active anyway.',
		},
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const fromTemplate = parameters.value('modelFrom') === 'template';
		const id = fromTemplate ? parameters.value('template') : undefined;
		const template = starterTemplates.find((each) => each.id === id);
		if (fromTemplate && !template) parameters.refuse('Template', `expected one of ${starterTemplates.map((each) => each.id).join(', ')}, got ${JSON.stringify(id)}`);
		parameters.check();
		const reading = template ? ({ ok: true, model: template.model } as const) : readModelJson(parameters.value('modelJson'));
		if (!reading.ok) throw parameters.failure(reading.problem);

		const { model } = reading;
		const { saved } = await store.models.save(model, now);
		const isActive = async (): Promise<boolean> => (await store.models.get(model.id, model.version))?.active === true;
		const wasActive = await isActive();
		if (parameters.flag('activate') && !wasActive) await store.models.activate(model.id, model.version, now);
		return [{ modelId: model.id, name: model.name, version: model.version, saved, active: wasActive || parameters.flag('activate') }];
	}),
};
