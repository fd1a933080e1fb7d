import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Model } from '../../../engine';
import { openStore } from '../../openStore';
import { toNodeError } from '../../toNodeError';
import { readModel } from '../readModel';
import type { LeadScoreOptions } from '../readOptions';
import { showModelHints } from '../showModelHints';
import { keepModel, readStoredModel } from './keepModel';
import { scoreStoredLeads } from './scoreStoredLeads';
import { scoreWithState } from './scoreWithState';

/**
 * Scores with the Lead Store: the node's items, or the leads that the store has. A model in the node is checked before
 * the store is opened.
 */
export async function scoreInStore(context: IExecuteFunctions, options: LeadScoreOptions): Promise<INodeExecutionData[][]> {
	const modelOf = (reading: ReturnType<typeof readModel>): Model => {
		if (reading.ok) return reading.model;
		throw toNodeError(context.getNode(), reading.problem);
	};
	const own = context.getNodeParameter('modelSource', 0) === 'store' ? null : modelOf(readModel(context));
	return openStore(context, async (store) => {
		const model = own ? await keepModel(context, store, own) : modelOf(await readStoredModel(context, store));
		showModelHints(context, model);
		if (context.getNodeParameter('leadsFrom', 0, 'input') === 'input') return [await scoreWithState(context, store, model, options)];
		return scoreStoredLeads(context, store, model, options);
	});
}
