import { limitFields } from '../fields/limitFields';
import { modelField } from '../fields/modelField';
import type { Operation } from '../Operation';
import { eachItem } from '../run/eachItem';
import { readModelId } from '../run/readModelId';
import { readLimit, readPages } from '../run/readPages';
import { toLeadJson } from './toLeadJson';

export const getMany: Operation = {
	option: { name: 'Get Many', value: 'getMany', action: 'Get many leads', description: 'Retrieve leads, all or those in a band, in the order in which they first came' },
	fields: [
		...limitFields,
		{
			displayName: 'Only in Band',
			name: 'band',
			type: 'string',
			default: '',
			placeholder: 'e.g. sales',
			description: 'ID of the band that the leads are in. Leave it empty for leads of all bands and leads that were never scored.',
		},
		{ ...modelField, displayOptions: { hide: { band: [''] } }, description: 'The model that put them in that band. Leave it empty if the store has only one.' },
	],
	execute: eachItem(async ({ store }, parameters) => {
		const limit = readLimit(parameters);
		const band = parameters.text('band', 'Only in Band');
		const filter = band === '' ? {} : { band, modelId: await readModelId(parameters, store) };
		parameters.check();
		return (await readPages(limit, (page) => store.leads.list({ ...page, ...filter }))).map(toLeadJson);
	}),
};
