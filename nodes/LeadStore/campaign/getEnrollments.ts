import type { IDataObject } from 'n8n-workflow';
import type { StoredEnrollment } from '../../../store';
import { campaignField } from '../fields/campaignField';
import { limitFields } from '../fields/limitFields';
import { optionalLeadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { given } from '../run/given';
import { readLimit, readPages } from '../run/readPages';
import { toIso } from '../run/toIso';

const toEnrollmentJson = ({ key, id, campaignId, state, heldOut, enrolledAt, passed, nextStep, dueAt, reason, outcome, endedAt }: StoredEnrollment): IDataObject => ({
	key,
	enrollmentId: id,
	campaignId,
	state,
	nextStep,
	dueAt: toIso(dueAt),
	reason,
	heldOut,
	enrolledAt: toIso(enrolledAt),
	passed: passed.map(({ id: step, at }) => ({ step, at: toIso(at) })),
	outcome,
	endedAt: toIso(endedAt),
});

export const getEnrollments: Operation = {
	option: {
		name: 'Get Enrollments',
		value: 'getEnrollments',
		action: 'Get enrollments of a campaign',
		description: 'Retrieve who is or was in which campaign: the next step, when it is due, or why nothing is sent',
	},
	fields: [
		...limitFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ ...campaignField, hint: 'Empty: all campaigns', description: 'The campaign; without this filter all' },
				optionalLeadField('Empty: all leads', 'Email address or ID of the lead'),
				{
					displayName: 'State',
					name: 'state',
					type: 'options',
					options: [
						{ name: 'Blocked', value: 'blocked', description: 'Nothing is sent before something changes, e.g. consent is given' },
						{ name: 'Ended', value: 'ended', description: 'Converted, finished, exited or taken out' },
						{ name: 'Failed', value: 'failed', description: 'A message could not be sent in all its attempts; Retry Failed Messages puts it back in the queue' },
						{ name: 'Open', value: 'open', description: 'On the way: waiting for the next step, or being sent one' },
					],
					default: 'open',
					description: 'How it stands',
				},
			],
		},
	],
	execute: eachItem(async ({ store }, parameters) => {
		const limit = readLimit(parameters);
		const state = parameters.text('filters.state', 'State') === '' ? undefined : parameters.choice('filters.state', 'State', ['open', 'blocked', 'failed', 'ended']);
		const filters = given({ campaignId: parameters.chosen('filters.campaign', 'Campaign'), key: parameters.identity('filters.lead', 'Lead'), state });
		parameters.check();
		return (await readPages(limit, (page) => store.campaigns.enrollments({ ...page, ...filters }))).map(toEnrollmentJson);
	}),
};
