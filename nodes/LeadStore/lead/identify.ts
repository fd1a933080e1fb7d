import { forAgent } from '../fields/forAgent';
import { leadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const identify: Operation = {
	option: {
		name: 'Identify',
		value: 'identify',
		action: 'Identify a lead',
		description: 'Say that several identities are one person, such as a visitor who has given an address: what is known of each is put together',
	},
	fields: [
		...leadField,
		...forAgent(
			{
				displayName: 'Is Also',
				name: 'aliases',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. visitor:9f2c, hubspot:123',
				description: 'Other identities of the same person, separated by commas, or a list',
			},
			'Other identities of the same person, separated by commas, e.g. visitor:9f2c, hubspot:123, an old address',
		),
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const key = parameters.lead();
		const aliases = parameters.identities('aliases', 'Is Also');
		if (aliases.length === 0) parameters.refuse('Is Also', 'expected at least one more identity of the lead, e.g. visitor:9f2c');
		parameters.check();
		const outcome = await store.leads.identify({ key, aliases }, now);
		if (!outcome.ok) throw parameters.failure(outcome);
		const { created, merged = [] } = outcome;
		return [{ key: outcome.key, leadStore: { key: outcome.key, created, merged: merged.length > 0 } }];
	}),
};
