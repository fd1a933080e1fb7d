import type { INodeProperties } from 'n8n-workflow';
import { forAgent } from './forAgent';

const property: INodeProperties = {
	displayName: 'Lead',
	name: 'lead',
	type: 'string',
	default: '',
	placeholder: 'e.g. anna@example.com or hubspot:123',
	hint: 'Empty: the lead that the input item holds',
	description: 'Email address or ID of the lead. Leave it empty for the lead that the input item holds.',
};

const ASK = 'The lead: its e-mail address, or its ID with the source, e.g. hubspot:123 or visitor:9f2c';

/** Which lead it is about. */
export const leadField: INodeProperties[] = forAgent(property, ASK);

/** For what cannot be undone: the lead must be named. */
export const namedLeadField: INodeProperties[] = forAgent({ ...property, required: true, hint: '', description: 'Email address or ID of the lead' }, ASK);

/** For what knows its leads in some other way as well, which both texts say. */
export const optionalLeadField = (hint: string, description: string): INodeProperties => ({ ...property, displayOptions: { hide: { '@tool': [true] } }, hint, description });
