import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const retry: Operation = {
	option: { name: 'Retry Failed Deliveries', value: 'retry', action: 'Retry failed deliveries', description: 'Put changes of band that could not be handed over back in the queue' },
	fields: [
		{
			displayName: 'Transition ID',
			name: 'transitionId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5d2f7a10-93be-4e11-9079-000d3ab1c2d3',
			hint: 'Empty: all changes of band',
			description: 'The change to hand over again, as <em>Get Many</em> tells it in <code>transitionId</code>. Leave it empty for all that failed.',
		},
		{
			displayName: 'Consumer',
			name: 'consumer',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4kEJbHZ2tC9xqA1W/1f0c5b6e-8d3a-4c7e-9f21-6b0d2a5e7c44',
			hint: 'Empty: all triggers',
			description: 'The trigger that they are for, as <em>Get Many</em> of deliveries tells it in <code>consumer</code>. Leave it empty for all.',
		},
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const transitionId = parameters.text('transitionId', 'Transition ID');
		const consumer = parameters.text('consumer', 'Consumer');
		parameters.check();
		return [{ retried: await store.transitions.retry({ ...(transitionId !== '' && { transitionId }), ...(consumer !== '' && { consumer }) }, now) }];
	}),
};
