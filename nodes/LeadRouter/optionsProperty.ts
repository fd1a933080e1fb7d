import type { INodeProperties } from 'n8n-workflow';
import { ownersProperty } from './ownersProperty';

/** What the node does beyond sending leads by their band. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Assign Owner To',
			name: 'assignOwnerTo',
			type: 'options',
			default: 'handOff',
			description: "Which leads get one of the 'Owners'",
			options: [
				{ name: 'Every Lead', value: 'everyLead', description: 'Leads of every output' },
				{ name: 'Leads That Are Handed Off', value: 'handOff', description: 'Leads that leave by the hand-off band' },
			],
		},
		{
			displayName: 'Fit Field',
			name: 'fitField',
			type: 'string',
			requiresDataPath: 'single',
			displayOptions: { show: { '/routeBy': ['scoreField'], minimumFit: [{ _cnd: { exists: true } }] } },
			default: '',
			placeholder: 'e.g. properties.fit_score',
			description: 'The field with the fit points, to compare with the minimum fit',
		},
		{
			displayName: 'Hand Off at Most Once In (Days)',
			name: 'handOffEveryDays',
			type: 'number',
			noDataExpression: true,
			default: 30,
			placeholder: 'e.g. 30',
			description: "A lead that was handed off less than this many days ago leaves by Unchanged instead of the hand-off band. Where Lead Score keeps its state in the Lead Store, entering the hand-off band counts as the hand-off; else 'Last Hand-Off Field' tells.",
		},
		{
			displayName: 'Include Route',
			name: 'includeRoute',
			type: 'boolean',
			default: true,
			description:
				"Whether to add a field 'leadRoute' to each lead: the output it leaves by, the band it is in, and why",
		},
		{
			displayName: 'Last Hand-Off Field',
			name: 'lastHandOffField',
			type: 'string',
			requiresDataPath: 'single',
			displayOptions: { show: { handOffEveryDays: [{ _cnd: { exists: true } }] } },
			default: 'lastHandOffAt',
			placeholder: 'e.g. properties.last_hand_off',
			description: 'The field with the time of the last hand-off, an ISO 8601 date. A lead without one was never handed off. Not needed with scores of the Lead Store.',
		},
		{
			displayName: 'Minimum Fit for Hand-Off',
			name: 'minimumFit',
			type: 'number',
			default: 20,
			placeholder: 'e.g. 20',
			description: 'A lead with fewer fit points is not handed off: it leaves by the next band down',
		},
		ownersProperty,
		{
			displayName: 'Previous Band Field',
			name: 'previousBandField',
			type: 'string',
			requiresDataPath: 'single',
			displayOptions: { show: { '/routeBy': ['scoreField'], '/when': ['bandChanged'] } },
			default: 'band',
			placeholder: 'e.g. properties.lead_band',
			description: 'The field with the ID or name of the band the lead was in before. A lead without one is new.',
		},
		{
			displayName: 'Replace Existing Owner',
			name: 'replaceOwner',
			type: 'boolean',
			default: false,
			description: "Whether to assign an owner even if the item's field 'owner' has one already",
		},
	],
};
