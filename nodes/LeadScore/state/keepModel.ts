import type { IExecuteFunctions } from 'n8n-workflow';
import type { Model } from '../../../engine';
import type { LeadRepository } from '../../../store';
import { now } from '../../now';
import type { ModelReading } from '../../readModelJson';

const ID_LENGTH = 64;

/**
 * What the store knows a model from 'Define Below' by: its name, so that nodes whose models are called the same share
 * it, or else the node.
 */
function idOfDefined(context: IExecuteFunctions, name: unknown): string {
	const named = String(name ?? '').toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
	const id = named === '' ? `${context.getWorkflow().id ?? ''}-${context.getNode().id}`.replace(/[^A-Za-z0-9_-]/g, '') : named;
	return `defined-${id}`.slice(0, ID_LENGTH);
}

/** Keeps a model of the node in the store, and gives it with the version that it has there. */
export async function keepModel(context: IExecuteFunctions, store: LeadRepository, model: Model): Promise<Model> {
	const savedAt = now();
	switch (context.getNodeParameter('modelSource', 0)) {
		case 'json': {
			const { saved } = await store.models.save(model, savedAt);
			const active = saved ? await store.models.get(model.id) : null;
			// The leads become due for review under the new version.
			if (active && active.model.version < model.version) await store.models.activate(model.id, model.version, savedAt);
			return model;
		}
		case 'define':
			return store.models.saveAsNeeded({ ...model, id: idOfDefined(context, context.getNodeParameter('settings.name', 0, '')) }, savedAt);
		default:
			return store.models.saveAsNeeded(model, savedAt);
	}
}

/** The active version of the model that 'Stored Model' names. */
export async function readStoredModel(context: IExecuteFunctions, store: LeadRepository): Promise<ModelReading> {
	const id = String(context.getNodeParameter('storedModel', 0, '', { extractValue: true }) ?? '').trim();
	const stored = id === '' ? null : await store.models.get(id);
	if (stored) return { ok: true, model: stored.model };
	const known = [...new Set((await store.models.list()).map(({ model }) => model.id))];
	return {
		ok: false,
		problem: {
			message: id === '' ? "'Stored Model' is empty" : `There is no model '${id}' in ${store.place}`,
			remedy: known.length === 0 ? "Save one with the Lead Store node ('Model', 'Save'), or set 'Model' to another source." : `Choose one of: ${known.join(', ')}.`,
		},
	};
}
