import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { toNodeError } from './toNodeError';

/**
 * The item that stands for a failed one when the node goes on. n8n sends it to the error output, with the
 * input's own fields added, only if `error`, `message` and `details` are the sole keys: add no other.
 *
 * @param error as `toNodeError` makes it; its description becomes `details`.
 */
export function toFailedItem(error: ReturnType<typeof toNodeError>, itemIndex: number): INodeExecutionData {
	const json: IDataObject = { error: error.message };
	if (error.description) json['details'] = error.description;
	return { json, pairedItem: { item: itemIndex } };
}
