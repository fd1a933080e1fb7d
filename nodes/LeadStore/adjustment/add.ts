import { forAgent } from '../fields/forAgent';
import { leadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { toAdjustmentJson } from './toAdjustmentJson';

export const add: Operation = {
	option: { name: 'Add', value: 'add', action: 'Add an adjustment', description: 'Give a lead points by hand, or take some, with the reason' },
	fields: [
		...leadField,
		...forAgent(
			{
				displayName: 'Points',
				name: 'points',
				type: 'number',
				default: 10,
				placeholder: 'e.g. 10 or -20',
				description: 'Points that are added to the score, less than 0 to take some',
			},
			'Points to add to the score of the lead, -100 to 100',
			'number',
		),
		...forAgent(
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. Met at the trade fair, wants an offer',
				description: 'Why; shown wherever the score is explained',
			},
			'Why the points are given, in a sentence',
		),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Given By',
					name: 'by',
					type: 'string',
					default: '',
					placeholder: 'e.g. Kari Nordmann',
					description: 'Who gives the points',
				},
				{
					displayName: 'Valid From',
					name: 'from',
					type: 'dateTime',
					default: '',
					description: 'When the points begin to count; at once if empty',
				},
				{
					displayName: 'Valid Until',
					name: 'until',
					type: 'dateTime',
					default: '',
					description: 'When the points cease to count; never if empty',
				},
			],
		},
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const lead = parameters.lead();
		const points = parameters.number('points', 'Points');
		const reason = parameters.requiredText('reason', 'Reason', 'Met at the trade fair');
		const by = parameters.text('options.by', 'Given By');
		const from = parameters.moment('options.from', 'Valid From');
		const until = parameters.moment('options.until', 'Valid Until');
		if (from !== undefined && until !== undefined && until <= from) parameters.refuse('Valid Until', "expected a date after 'Valid From'");
		parameters.check();
		const input = { lead, points, reason, ...(by !== '' && { by }), ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
		return [toAdjustmentJson(lead, await store.adjustments.add(input, now))];
	}),
};
