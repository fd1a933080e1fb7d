import type { IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';
import type { RunError } from './JobRunner';

/** Has the workflow run on the items, and waits until that run has ended, on whatever worker. */
export async function runWorkflow(context: Pick<ITriggerFunctions, 'emit' | 'helpers'>, items: IDataObject[]): Promise<RunError> {
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit([context.helpers.returnJsonArray(items)], undefined, done);
	const { status, data } = await done.promise;
	if (status === 'success') return null;
	return data.resultData.error?.message ?? `The run ended with ${status}`;
}
