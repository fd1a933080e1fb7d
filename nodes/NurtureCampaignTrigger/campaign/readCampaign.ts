import type { ITriggerFunctions } from 'n8n-workflow';
import { starterCampaigns, type Campaign } from '../../../engine';
import type { LeadRepository } from '../../../store';
import { LeadStoreError } from '../../../store';
import { checkCampaign, readCampaignJson, type CampaignParsing } from '../../readCampaignJson';
import { toTriggerError } from '../toTriggerError';
import { defineCampaign, type CampaignForm } from './defineCampaign';
import { inWordsOfTheForm } from './inWordsOfTheForm';

export interface CampaignReading {
	campaign: Campaign;
	/** Puts it into the store, if it is not from there. */
	save(now: number): Promise<void>;
}

/**
 * Reads the campaign from wherever 'Campaign' says it is.
 *
 * @throws NodeOperationError that tells every problem at once; LeadStoreError if the store has no such campaign
 */
export async function readCampaign(context: ITriggerFunctions, store: LeadRepository): Promise<CampaignReading> {
	const accept = (parsing: CampaignParsing): Campaign => {
		if (parsing.ok) return parsing.campaign;
		throw toTriggerError(context, parsing.problem);
	};
	const parameter = (name: string) => context.getNodeParameter(name, {}) as never;

	switch (context.getNodeParameter('campaignSource')) {
		case 'store': {
			const id = String(context.getNodeParameter('campaignId', '', { extractValue: true })).trim();
			const stored = await store.campaigns.get(id);
			if (!stored) throw new LeadStoreError('notFound', `There is no campaign '${id}' in ${store.place}`, "Save it with the Lead Store node ('Campaign', 'Save'), or choose another source in 'Campaign'.");
			return { campaign: stored.campaign, save: async () => undefined };
		}
		case 'json': {
			const campaign = accept(readCampaignJson(context.getNodeParameter('campaignJson')));
			return { campaign, save: async (now) => void (await store.campaigns.save(campaign, now)) };
		}
		case 'define': {
			const { steps = [] } = parameter('steps') as { steps?: CampaignForm['steps'] };
			const form: CampaignForm = { name: String(context.getNodeParameter('campaignName')), steps, rules: parameter('rules') };
			const campaign = accept(checkCampaign(defineCampaign(form, context.getTimezone()), 'defined here', inWordsOfTheForm));
			return { campaign, save: async (now) => void (await store.campaigns.saveAsNeeded(campaign, now)) };
		}
		default: {
			const id = context.getNodeParameter('template');
			const starter = starterCampaigns.find((candidate) => candidate.id === id);
			if (!starter) throw toTriggerError(context, { message: `There is no starter campaign '${String(id)}'`, remedy: `Choose one of: ${starterCampaigns.map((each) => each.id).join(', ')}.` });
			return { campaign: starter.campaign, save: async (now) => void (await store.campaigns.saveAsNeeded(starter.campaign, now)) };
		}
	}
}
