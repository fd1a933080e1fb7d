import { limitFields } from '../fields/limitFields';
import { modelField } from '../fields/modelField';
import type { Operation, Run } from '../Operation';
import { eachItem } from '../run/eachItem';
import { given } from '../run/given';
import type { Parameters } from '../run/Parameters';
import { readLimit, readPages } from '../run/readPages';
import { toIso } from '../run/toIso';
import { toTransitionJson } from './toTransitionJson';

const ofTransitions = { show: { '/what': ['transitions'] } };
const ofDeliveries = { show: { '/what': ['deliveries'] } };

async function getTransitions({ store }: Run, parameters: Parameters, limit: number) {
	const filters = given({
		key: parameters.identity('filters.lead', 'Lead'),
		modelId: parameters.chosen('filters.model', 'Model'),
		from: parameters.text('filters.from', 'From Band'),
		to: parameters.text('filters.to', 'To Band'),
		runId: parameters.text('filters.runId', 'Run ID'),
		since: parameters.moment('filters.since', 'Since'),
	});
	parameters.check();
	return (await readPages(limit, (page) => store.transitions.list({ ...page, ...filters }))).map(toTransitionJson);
}

async function getDeliveries({ store }: Run, parameters: Parameters, limit: number) {
	const state = parameters.text('filters.state', 'State') === '' ? undefined : parameters.choice('filters.state', 'State', ['pending', 'done', 'failed']);
	const filters = given({ key: parameters.identity('filters.lead', 'Lead'), consumer: parameters.text('filters.consumer', 'Consumer'), state });
	parameters.check();
	const deliveries = await readPages(limit, (page) => store.transitions.deliveries({ ...page, ...filters }));
	return deliveries.map(({ transition, dueAt, leaseUntil, ...delivery }) => ({ ...toTransitionJson(transition), ...delivery, dueAt: toIso(dueAt), leaseUntil: toIso(leaseUntil) }));
}

export const getMany: Operation = {
	option: { name: 'Get Many', value: 'getMany', action: 'Get many transitions', description: 'Retrieve changes of band, or how handing them over to workflows stands' },
	fields: [
		{
			displayName: 'What to Get',
			name: 'what',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Changes of Band', value: 'transitions', description: 'Who went from which band to which, when, and with what score' },
				{ name: 'Deliveries', value: 'deliveries', description: 'How handing each change over to each trigger stands: waiting, done or failed, how often it was tried, and the last error' },
			],
			default: 'transitions',
			description: 'Changes of band, or their deliveries to triggers',
		},
		...limitFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Consumer',
					name: 'consumer',
					type: 'string',
					displayOptions: ofDeliveries,
					default: '',
					placeholder: 'e.g. 4kEJbHZ2tC9xqA1W/1f0c5b6e-8d3a-4c7e-9f21-6b0d2a5e7c44',
					description: 'The trigger that they are for, as <code>consumer</code> tells it',
				},
				{
					displayName: 'From Band',
					name: 'from',
					type: 'string',
					displayOptions: ofTransitions,
					default: '',
					placeholder: 'e.g. nurture',
					description: 'ID of the band that was left',
				},
				{
					displayName: 'Lead',
					name: 'lead',
					type: 'string',
					default: '',
					placeholder: 'e.g. anna@example.com or hubspot:123',
					description: 'Email address or ID of the lead',
				},
				{ ...modelField, displayOptions: ofTransitions, hint: '', description: 'The model that scored' },
				{
					displayName: 'Run ID',
					name: 'runId',
					type: 'string',
					displayOptions: ofTransitions,
					default: '',
					placeholder: 'e.g. 5d2f7a10-93be-4e11-9079-000d3ab1c2d3',
					description: 'The scoring run that made them',
				},
				{
					displayName: 'Since',
					name: 'since',
					type: 'dateTime',
					displayOptions: ofTransitions,
					default: '',
					description: 'Only changes from then on',
				},
				{
					displayName: 'State',
					name: 'state',
					type: 'options',
					displayOptions: ofDeliveries,
					options: [
						{ name: 'Done', value: 'done', description: 'Handed over' },
						{ name: 'Failed', value: 'failed', description: 'Given up after the last attempt; Retry puts them back in the queue' },
						{ name: 'Pending', value: 'pending', description: 'Waiting, or being handed over' },
					],
					default: 'failed',
					description: 'How handing over stands',
				},
				{
					displayName: 'To Band',
					name: 'to',
					type: 'string',
					displayOptions: ofTransitions,
					default: '',
					placeholder: 'e.g. sales',
					description: 'ID of the band that was entered',
				},
			],
		},
	],
	execute: eachItem(async (run, parameters) => {
		const limit = readLimit(parameters);
		return parameters.value('what') === 'deliveries' ? getDeliveries(run, parameters, limit) : getTransitions(run, parameters, limit);
	}),
};
