import type { INodeType, INodeTypeDescription, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { LeadRepository } from '../../store';
import { lookIntoStore } from '../lookIntoStore';
import { now } from '../now';
import { openStore } from '../openStore';
import { reachLeadStore } from '../reachLeadStore';
import { searchCampaigns } from '../searchCampaigns';
import { searchModels } from '../searchModels';
import { testLeadStore } from '../testLeadStore';
import { JobRunner } from './JobRunner';
import { openQueue } from './openQueue';
import { campaignProperties } from './properties/campaignProperties';
import { eventProperties } from './properties/eventProperties';
import { optionProperties } from './properties/optionProperties';
import { readRunOptions } from './readRunOptions';
import { runWorkflow } from './runWorkflow';
import { toTriggerError } from './toTriggerError';

/** How long a crashed process keeps others from what it had taken, in ms. */
const LEASE_MS = 60_000;
/** How often to look where nothing tells of news: time alone makes steps due. */
const POLL_MS = 5_000;

export class NurtureCampaignTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Nurture Campaign Trigger',
		name: 'nurtureCampaignTrigger',
		icon: { light: 'file:nurtureCampaignTrigger.svg', dark: 'file:nurtureCampaignTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { stepDue: "step due", entersBand: "enters " + $parameter["bands"], leavesBand: "leaves " + $parameter["bands"], campaignFinished: "campaign finished", wentQuiet: "quiet for " + $parameter["quietDays"] + " days" }[$parameter["event"]] }}',
		description: 'Starts the workflow when a step of a nurture campaign is due, or when a lead changes band or goes quiet',
		defaults: { name: 'Nurture Campaign Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadStoreApi', required: true, testedBy: 'testLeadStore' }],
		properties: [...eventProperties, ...campaignProperties, optionProperties],
	};

	methods = { credentialTest: { testLeadStore }, listSearch: { searchCampaigns, searchModels } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const { maxAttempts, concurrency, batchSize } = readRunOptions(this);
		const isManual = this.getMode() === 'manual';

		const listen = async (store: LeadRepository, until: Promise<void>, isListening: () => void): Promise<void> => {
			const queue = await openQueue(this, store, maxAttempts);
			await queue.subscribe(now());
			const runner = new JobRunner({
				queue,
				run: (items) => runWorkflow(this, items),
				concurrency,
				batchSize,
				leaseMs: LEASE_MS,
				now,
				onError: (error) => this.logger.error(`${this.getNode().name}: ${error instanceof Error ? error.message : String(error)}`),
			});
			const stopListening = await store.onNews(() => void runner.look());
			const poll = setInterval(() => void runner.look(), POLL_MS);
			isListening();
			void runner.look();
			await until;
			clearInterval(poll);
			await Promise.all([runner.stop(), stopListening()]);
		};

		if (isManual) {
			return {
				manualTriggerFunction: async () => {
					const item = await lookIntoStore(await this.getCredentials('leadStoreApi'), async (store) => {
						const queue = await openQueue(this, store, maxAttempts);
						return (await queue.peek(now())) ?? queue.sample(now());
					}).catch((error: unknown) => {
						throw toTriggerError(this, error);
					});
					this.emit([this.helpers.returnJsonArray([item])]);
				},
			};
		}

		// n8n itself tries again, some times in a row, before it says what is wrong.
		await reachLeadStore(await this.getCredentials('leadStoreApi')).catch((error: unknown) => {
			throw toTriggerError(this, error);
		});
		let stop: () => void = () => undefined;
		const stopped = new Promise<void>((resolve) => {
			stop = resolve;
		});
		// A store that cannot be opened, or a campaign with mistakes, must fail the activation.
		await new Promise<void>((resolve, reject) => {
			void openStore(this, (store) => listen(store, stopped, resolve)).catch((error: unknown) => {
				reject(toTriggerError(this, error));
			});
		});
		// Runs under way go on and keep the store open until they are acknowledged; they are not waited for.
		return { closeFunction: async () => stop() };
	}
}
