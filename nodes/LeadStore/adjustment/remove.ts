import { leadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';

export const remove: Operation = {
	option: { name: 'Remove', value: 'remove', action: 'Remove an adjustment', description: 'Take back points that a person gave' },
	fields: [
		...leadField,
		{
			displayName: 'Adjustment ID',
			name: 'adjustmentId',
			type: 'string',
			required: true,
			default: '={{ $json.adjustmentId }}',
			placeholder: 'e.g. 5d2f7a10-93be-4e11-9079-000d3ab1c2d3',
			description: 'ID of the adjustment, as <em>Add</em> and <em>Get Many</em> tell it in <code>adjustmentId</code>',
		},
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const lead = parameters.lead();
		const adjustmentId = parameters.requiredText('adjustmentId', 'Adjustment ID', '5d2f7a10-93be-4e11-9079-000d3ab1c2d3');
		parameters.check();
		return [{ key: lead, adjustmentId, removed: await store.adjustments.remove(lead, adjustmentId, now) }];
	}),
};
