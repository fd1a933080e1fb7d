import { namedLeadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const remove: Operation = {
	option: { name: 'Remove', value: 'remove', action: 'Remove a suppression', description: 'Let somebody be written to again, or be imported again after an erasure. Only at that person\'s own wish.' },
	fields: namedLeadField,
	execute: eachItem(async ({ store, now }, parameters) => {
		const lead = parameters.namedLead();
		parameters.check();
		return [{ key: lead, removed: await store.suppressions.lift(lead, now) }];
	}),
};
