import { leadField } from '../fields/leadField';
import { limitFields } from '../fields/limitFields';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readLimit, readPages } from '../run/readPages';
import { toIso } from '../run/toIso';

export const getMany: Operation = {
	option: { name: 'Get Many', value: 'getMany', action: 'Get many activities', description: 'Retrieve what a lead did, latest first' },
	fields: [...leadField, ...limitFields],
	execute: eachItem(async ({ store }, parameters) => {
		const lead = parameters.lead();
		const limit = readLimit(parameters);
		parameters.check();
		const activities = await readPages(limit, (page) => store.activities.list(lead, page));
		return activities.map(({ id, at, properties, ...activity }) => ({ key: lead, activityId: id, ...activity, at: toIso(at), properties: properties as object }));
	}),
};
