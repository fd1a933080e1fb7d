import { leadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const add: Operation = {
	option: { name: 'Add', value: 'add', action: 'Add a suppression', description: 'Say that somebody must not be written to; also for people who are not in the store' },
	fields: [
		...leadField,
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'options',
			options: [
				{ name: 'Bounced', value: 'bounced', description: 'The address does not exist or takes no mail' },
				{ name: 'Complained', value: 'complained', description: 'A message was reported as spam' },
				{ name: 'Other', value: 'manual', description: 'Anything else; say what in the note' },
				{ name: 'Unsubscribed', value: 'unsubscribed', description: 'Wants no more messages' },
			],
			default: 'unsubscribed',
			description: 'Why; the first reason stays',
		},
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: 'e.g. Asked by phone on 22 November',
			description: 'Anything worth knowing; do not name the person, for it stays when the lead is erased',
		},
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const lead = parameters.lead();
		const reason = parameters.choice('reason', 'Reason', ['unsubscribed', 'bounced', 'complained', 'manual']);
		const note = parameters.text('note', 'Note');
		parameters.check();
		return [{ key: lead, reason, ...(await store.suppressions.add(lead, reason, now, note === '' ? undefined : note)) }];
	}),
};
