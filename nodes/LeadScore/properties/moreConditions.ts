import type { INodeProperties } from 'n8n-workflow';
import { conditionFields } from './conditionFields';

const conditionTitle = '={{ [$collection.item.value.field, ($collection.item.properties.find((p) => p.name === "operator").options.find((o) => o.value === $collection.item.value.operator)?.name ?? "is").toLowerCase(), $collection.item.value.value].filter((part) => part).join(" ") }}';

/** A list of further conditions beside a rule's first one. */
export const moreConditions = (property: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & Partial<INodeProperties>): INodeProperties => ({
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true, fixedCollection: { itemTitle: conditionTitle } },
	placeholder: 'Add Condition',
	default: {},
	options: [{ displayName: 'Condition', name: 'conditions', values: conditionFields }],
	...property,
});

export const combine: INodeProperties = {
	displayName: 'Combine Conditions With',
	name: 'combine',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'And', value: 'all', description: 'All of the conditions must hold' },
		{ name: 'Or', value: 'any', description: 'One of the conditions is enough' },
	],
	default: 'all',
	description: 'Whether all conditions of the rule must hold, or any one of them',
};
