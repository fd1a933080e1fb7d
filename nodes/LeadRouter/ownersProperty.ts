import type { INodeProperties } from 'n8n-workflow';
import { territoryFields, territoryTitle } from './territoryFields';

/** Who takes over leads, by weight and territory. */
export const ownersProperty: INodeProperties = {
	displayName: 'Owners',
	name: 'owners',
	type: 'fixedCollection',
	placeholder: 'Add Owner',
	description:
		"Who takes over leads. The owner's name and email go into the item's field 'owner'. A lead always gets the same owner; removing an owner moves only that owner's leads.",
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.name || "Owner" }}' },
	},
	default: {},
	options: [
		{
			displayName: 'Owner',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Kari Nordmann',
					description: 'How the owner is called',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. kari@example.com',
					description: 'Where the owner is reached. It identifies the owner: a changed email moves leads.',
				},
				{
					displayName: 'Weight',
					name: 'weight',
					type: 'number',
					default: 1,
					placeholder: 'e.g. 2',
					description: 'The share of the leads: an owner of weight 2 gets twice as many as one of weight 1',
				},
				{
					displayName: 'Territory',
					name: 'territory',
					type: 'fixedCollection',
					placeholder: 'Add Condition',
					description:
						"Only leads that meet all these conditions are for this owner. An owner without a territory takes the leads that are in nobody's.",
					typeOptions: {
						multipleValues: true,
						fixedCollection: { itemTitle: territoryTitle },
					},
					default: {},
					options: [{ displayName: 'Condition', name: 'conditions', values: territoryFields }],
				},
			],
		},
	],
};
