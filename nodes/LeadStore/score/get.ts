import type { IDataObject } from 'n8n-workflow';
import { leadField } from '../fields/leadField';
import { modelField } from '../fields/modelField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readModelId } from '../run/readModelId';
import { toIso } from '../run/toIso';

export const get: Operation = {
	option: { name: 'Get', value: 'get', action: 'Get a score', description: 'Retrieve how a lead was last scored, with the reasons; no item for one that was never scored' },
	fields: [...leadField, modelField],
	execute: eachItem(async ({ store }, parameters) => {
		const lead = parameters.lead();
		const modelId = await readModelId(parameters, store);
		parameters.check();
		const state = await store.scores.get(modelId, lead);
		if (!state) return [];
		const { bandSince, scoredAt, nextReviewAt, contributions, ...score } = state;
		return [
			{
				key: lead,
				modelId,
				...score,
				bandSince: toIso(bandSince),
				scoredAt: toIso(scoredAt),
				nextReviewAt: toIso(nextReviewAt),
				contributions: contributions as unknown as IDataObject[],
			},
		];
	}),
};
