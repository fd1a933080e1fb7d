import { leadField } from '../fields/leadField';
import { limitFields } from '../fields/limitFields';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readLimit } from '../run/readPages';
import { toAdjustmentJson } from './toAdjustmentJson';

export const getMany: Operation = {
	option: { name: 'Get Many', value: 'getMany', action: 'Get many adjustments', description: 'Retrieve the points that people gave a lead, also those that no longer count' },
	fields: [...leadField, ...limitFields],
	execute: eachItem(async ({ store }, parameters) => {
		const lead = parameters.lead();
		const limit = readLimit(parameters);
		parameters.check();
		return (await store.adjustments.list(lead)).slice(0, limit).map((adjustment) => toAdjustmentJson(lead, adjustment));
	}),
};
