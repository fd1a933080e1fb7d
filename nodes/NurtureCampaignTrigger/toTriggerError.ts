import type { ITriggerFunctions } from 'n8n-workflow';
import { toNodeError } from '../toNodeError';

/** Makes the error that the trigger throws. Who activates a workflow is shown the message alone, who tests the trigger in the editor all of it. */
export const toTriggerError = (context: Pick<ITriggerFunctions, 'getNode' | 'getMode'>, cause: unknown): ReturnType<typeof toNodeError> =>
	toNodeError(context.getNode(), cause, undefined, context.getMode() !== 'manual');
