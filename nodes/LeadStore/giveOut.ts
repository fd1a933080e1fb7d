import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isToolNode } from '../isToolNode';
import { toFailedItem } from '../toFailedItem';
import { toNodeError } from '../toNodeError';
import type { Attempt, Outgoing } from './Operation';

/** Makes the node's output of the answers for its input items. */
export function giveOut(context: IExecuteFunctions, answers: readonly Attempt<Outgoing[]>[]): INodeExecutionData[] {
	const goesOn = context.continueOnFail();
	const given = answers.flatMap((answer, itemIndex): INodeExecutionData[] => {
		if (answer.ok) return answer.value.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
		const error = toNodeError(context.getNode(), answer.cause, itemIndex);
		if (goesOn) return [toFailedItem(error, itemIndex)];
		const done = answers.filter(({ ok }) => ok).length;
		if (done > 0) error.description = `${error.description ?? ''}<br>\nDone: ${done} of ${context.getInputData().length} items. Failed ones can leave by the error output: see the setting 'On Error'.`;
		throw error;
	});
	// An agent takes no answer for a failure.
	if (given.length === 0 && isToolNode(context.getNode())) return [{ json: { found: false }, pairedItem: { item: 0 } }];
	return given;
}
