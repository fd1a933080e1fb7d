import { leadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { toLeadJson } from './toLeadJson';

export const get: Operation = {
	option: { name: 'Get', value: 'get', action: 'Get a lead', description: 'Retrieve a lead by any of its identities; no item for one that is not known' },
	fields: leadField,
	execute: eachItem(async ({ store }, parameters) => {
		const key = parameters.lead();
		parameters.check();
		const lead = await store.leads.get(key);
		return lead ? [toLeadJson(lead)] : [];
	}),
};
