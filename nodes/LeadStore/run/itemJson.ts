import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine';
import { isToolNode } from '../../isToolNode';
import type { Run } from '../Operation';
import type { Parameters } from './Parameters';

/** What an item holds, or what an agent gave in the parameter `name` when the node is its tool. */
export function itemJson({ context, items }: Run, parameters: Parameters, name: string, label: string): IDataObject {
	if (!isToolNode(context.getNode())) return items[parameters.itemIndex]!.json;
	const json = parameters.json(name, label);
	if (!isRecord(json)) parameters.refuse(label, 'expected a JSON object');
	return json as IDataObject;
}
