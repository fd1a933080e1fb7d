import { leadField } from '../fields/leadField';
import { limitFields } from '../fields/limitFields';
import { modelField } from '../fields/modelField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readModelId } from '../run/readModelId';
import { readLimit, readPages } from '../run/readPages';
import { toIso } from '../run/toIso';

export const getHistory: Operation = {
	option: { name: 'Get History', value: 'getHistory', action: 'Get the history of a score', description: 'Retrieve how the score of a lead changed, latest first: by how many points, and by which rules' },
	fields: [...leadField, modelField, ...limitFields],
	execute: eachItem(async ({ store }, parameters) => {
		const lead = parameters.lead();
		const modelId = await readModelId(parameters, store);
		const limit = readLimit(parameters);
		parameters.check();
		const changes = await readPages(limit, (page) => store.scores.history(modelId, lead, page));
		return changes.map(({ at, reasons, ...change }) => ({ key: lead, modelId, at: toIso(at), ...change, reasons: [...reasons] }));
	}),
};
