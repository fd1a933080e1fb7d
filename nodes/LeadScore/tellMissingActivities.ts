import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readPath } from '../../engine';
import { asHtml } from '../asHtml';
import { isToolNode } from '../isToolNode';

/** What the option names by default; leads need not have done anything. */
const USUAL = 'activities';

/** Says, beside the node's output, that no item has the field which the user has named for activities. */
export function tellMissingActivities(context: IExecuteFunctions, items: readonly INodeExecutionData[], field: string): void {
	if (field === USUAL || items.length === 0 || isToolNode(context.getNode())) return;
	const read = readPath(field);
	if (items.some(({ json }) => Object.hasOwn(json, field) || read(json) !== undefined)) return;
	context.addExecutionHints({
		message: asHtml(`No item has the field '${field}' that 'Activities Field' names, so none brought any activities. Check the name against the input: capital and small letters differ, and a field within another is named by both, e.g. body.${USUAL}.`),
		type: 'warning',
		location: 'outputPane',
	});
}
