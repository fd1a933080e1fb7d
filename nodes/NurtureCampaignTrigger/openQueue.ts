import type { ITriggerFunctions } from 'n8n-workflow';
import type { LeadRepository } from '../../store';
import { readCampaign } from './campaign/readCampaign';
import type { JobQueue } from './Job';
import { readBands } from './readBands';
import { occasionQueue } from './queues/occasionQueue';
import { stepQueue } from './queues/stepQueue';
import { transitionQueue } from './queues/transitionQueue';
import { toTriggerError } from './toTriggerError';

/**
 * The queue of the event that the node is set to.
 *
 * @throws NodeOperationError, LeadStoreError
 */
export async function openQueue(context: ITriggerFunctions, store: LeadRepository, maxAttempts: number): Promise<JobQueue> {
	const node = context.getNode();
	// The same after each restart, so that nothing that waits is lost.
	const consumer = `${context.getWorkflow().id ?? 'workflow'}/${node.id}`;
	const idIn = (name: string): string => String(context.getNodeParameter(name, '', { extractValue: true })).trim();
	const event = context.getNodeParameter('event') as string;

	switch (event) {
		case 'entersBand':
		case 'leavesBand': {
			const modelId = idIn('modelId');
			const bands = await readBands(context, store, modelId);
			const which = event === 'entersBand' ? { to: bands } : { from: bands };
			return transitionQueue(store, consumer, { ...which, ...(modelId !== '' && { modelId }) }, maxAttempts);
		}
		case 'campaignFinished': {
			const campaignId = idIn('endedCampaignId');
			return occasionQueue(store, { id: consumer, kind: 'campaignEnd', ...(campaignId !== '' && { campaignId }) }, maxAttempts);
		}
		case 'wentQuiet': {
			const quietDays = Number(context.getNodeParameter('quietDays'));
			if (!(quietDays > 0)) throw toTriggerError(context, { message: "'Days Without Activity' must be above 0", remedy: 'Give a number of days such as 60.' });
			return occasionQueue(store, { id: consumer, kind: 'quiet', quietDays }, maxAttempts);
		}
		default: {
			const { campaign, save } = await readCampaign(context, store);
			return stepQueue(store, campaign, save, maxAttempts);
		}
	}
}
