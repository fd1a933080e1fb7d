import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from './Operation';
import { resources } from './resources';

const byName = (a: Operation, b: Operation): number => a.option.name.localeCompare(b.option.name);

/** A parameter of one operation alone. */
const ofOperation = (field: INodeProperties, resource: string, operation: string): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, show: { resource: [resource], operation: [operation], ...field.displayOptions?.show } },
});

/** The node's parameters, in the order of the panel. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ option }) => option),
		default: 'lead',
		description: 'What of the store it is about',
	},
	...resources.map(({ option, operations }): INodeProperties => {
		const { value: initial } = operations[0].option;
		return {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [option.value] } },
			options: [...operations].sort(byName).map((operation) => operation.option),
			default: initial,
			description: 'What to do',
		};
	}),
	...resources.flatMap(({ option, operations }) =>
		operations.flatMap((operation) => operation.fields.map((field) => ofOperation(field, option.value, operation.option.value))),
	),
];
