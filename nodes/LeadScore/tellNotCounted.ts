import type { IExecuteFunctions } from 'n8n-workflow';

/** Says, beside the node's output, how many activities could not be counted. */
export function tellNotCounted(context: IExecuteFunctions, activities: number): void {
	if (activities === 0) return;
	context.addExecutionHints({
		message: `${activities} ${activities === 1 ? 'activity was' : 'activities were'} not counted: no readable time in 'at', or one in the future.`,
		location: 'outputPane',
	});
}
