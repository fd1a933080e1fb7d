import { namedLeadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const erase: Operation = {
	option: {
		name: 'Erase',
		value: 'erase',
		action: 'Erase a lead',
		description: 'Remove every trace of a person, for good, and refuse a later import until the suppression is removed',
	},
	fields: namedLeadField,
	execute: eachItem(async ({ store, now }, parameters) => {
		const key = parameters.namedLead();
		parameters.check();
		return [{ ...(await store.leads.erase(key, now)) }];
	}),
};
