import { campaignField } from '../fields/campaignField';
import { optionalLeadField } from '../fields/leadField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { given } from '../run/given';

export const retry: Operation = {
	option: { name: 'Retry Failed Messages', value: 'retry', action: 'Retry failed messages', description: 'Put messages of campaigns that could not be sent back in the queue, with all their attempts' },
	fields: [
		{ ...campaignField, hint: 'Empty: all campaigns', description: 'The campaign whose messages to try again. Leave it empty for all.' },
		optionalLeadField('Empty: all leads', 'Email address or ID of the lead whose message to try again. Leave it empty for all.'),
	],
	execute: eachItem(async ({ store, now }, parameters) => {
		const filters = given({ campaignId: parameters.chosen('campaign', 'Campaign'), key: parameters.identity('lead', 'Lead') });
		parameters.check();
		return [{ retried: await store.campaigns.retry(filters, now) }];
	}),
};
