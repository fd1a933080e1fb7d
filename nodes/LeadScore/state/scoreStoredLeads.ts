import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { compileModel, type Model } from '../../../engine';
import { runScoring, type LeadRepository, type ScoredLead } from '../../../store';
import { now } from '../../now';
import type { LeadScoreOptions } from '../readOptions';
import { tellNotCounted } from '../tellNotCounted';
import { compileStoredResult } from './compileStoredResult';

/** What the run is known by when it goes on in a later execution. A manual one never takes on what a schedule's has left. */
function runName(context: IExecuteFunctions, leadsFrom: string, modelId: string): string {
	const manual = context.getMode() === 'manual' ? ['manual'] : [];
	return [context.getWorkflow().id ?? '', context.getNode().id, leadsFrom, modelId, ...manual].join('/');
}

/**
 * Scores the leads of the store, all or those that are due, in constant memory.
 *
 * @returns the leads, and the summary
 * @throws LeadStoreError
 */
export async function scoreStoredLeads(context: IExecuteFunctions, store: LeadRepository, model: Model, options: LeadScoreOptions): Promise<[INodeExecutionData[], INodeExecutionData[]]> {
	const leadsFrom = String(context.getNodeParameter('leadsFrom', 0));
	const all = context.getNodeParameter('giveOut', 0, 'changed') === 'all';
	const toResult = compileStoredResult(model, options);
	const toItem = (scored: ScoredLead): INodeExecutionData => ({
		json: { ...(scored.lead.attributes as IDataObject), key: scored.lead.key, [options.resultField]: toResult(scored) },
		pairedItem: { item: 0 },
	});

	const startedAt = Date.now();
	const scoring = { repository: store, modelId: model.id, scorer: compileModel(model), clock: now, signal: context.getExecutionCancelSignal() };
	const run = runScoring(scoring, { name: runName(context, leadsFrom, model.id), which: leadsFrom === 'all' ? 'all' : 'due' });
	const leads: INodeExecutionData[] = [];
	let notCounted = 0;
	for (;;) {
		const { done, value } = await run.next();
		if (!done) {
			for (const scored of value) {
				notCounted += scored.result.ignoredActivities;
				if (all || scored.transition) leads.push(toItem(scored));
			}
			continue;
		}
		tellNotCounted(context, notCounted);
		const summary = {
			read: value.read,
			scored: value.scored,
			changed: value.changed,
			seconds: Math.round((Date.now() - startedAt) / 100) / 10,
			startedAt: new Date(value.startedAt).toISOString(),
			resumed: value.resumed,
			model: { id: model.id, version: model.version },
		};
		return [leads, [{ json: summary, pairedItem: { item: 0 } }]];
	}
}
