import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { compileModel, type Model } from '../../../engine';
import { scoreKeys, takeIn, takeTurns, type GivenLead, type LeadRepository, type ScoredLead } from '../../../store';
import { now } from '../../now';
import { toFailedItem } from '../../toFailedItem';
import { toNodeError } from '../../toNodeError';
import { readInput } from '../readInput';
import type { LeadScoreOptions } from '../readOptions';
import { tellMissingActivities } from '../tellMissingActivities';
import { tellNotCounted } from '../tellNotCounted';
import { compileStoredResult } from './compileStoredResult';
import { toGivenLead } from './toGivenLead';

/**
 * Lays the node's input items over what the store knows, scores the leads with all that is known, and saves the
 * scores. Unless the node continues on failure, no score is saved before all items have been found good, so that no change of
 * band is saved and never told.
 */
export async function scoreWithState(context: IExecuteFunctions, store: LeadRepository, model: Model, options: LeadScoreOptions): Promise<INodeExecutionData[]> {
	const items = readInput(context);
	const outputs = new Map<number, INodeExecutionData>();
	const fail = (itemIndex: number, cause: unknown): void => {
		const error = toNodeError(context.getNode(), cause, itemIndex);
		if (!context.continueOnFail()) throw error;
		outputs.set(itemIndex, toFailedItem(error, itemIndex));
	};
	const signal = context.getExecutionCancelSignal();
	const giveWay = takeTurns();

	const given: { itemIndex: number; lead: GivenLead }[] = [];
	let withAdjustments = 0;
	for (const [itemIndex, { json }] of items.entries()) {
		await giveWay();
		const reading = toGivenLead(json, options);
		if (!reading.ok) fail(itemIndex, reading.problem);
		else {
			given.push({ itemIndex, lead: reading.lead });
			if (reading.hasAdjustments) withAdjustments += 1;
		}
	}

	let notCounted = 0;
	const keyOf = new Map<number, string>();
	const taken = await takeIn(store, given.map(({ lead }) => lead), now(), signal);
	for (const [index, { itemIndex }] of given.entries()) {
		const outcome = taken[index]!;
		if (!outcome.ok) fail(itemIndex, outcome.cause);
		else {
			keyOf.set(itemIndex, outcome.key);
			notCounted += outcome.unreadable;
		}
	}

	const scoring = { repository: store, modelId: model.id, scorer: compileModel(model), clock: now, runId: randomUUID(), signal };
	const scored = await scoreKeys(scoring, [...new Set(keyOf.values())]);
	const toResult = compileStoredResult(model, options);
	const told = new Map<ScoredLead, ScoredLead>();
	for (const [itemIndex, key] of keyOf) {
		await giveWay();
		const outcome = scored.get(key)!;
		if (!outcome.ok) {
			fail(itemIndex, outcome.error);
			continue;
		}
		const shown = told.get(outcome) ?? outcome;
		if (shown === outcome) {
			notCounted += outcome.result.ignoredActivities;
			told.set(outcome, asUnchanged(outcome));
		}
		if (options.onlyChangedBands && shown.transition === null) continue;
		const { json, binary } = items[itemIndex]!;
		outputs.set(itemIndex, {
			json: { ...withStoredFields(json, outcome), [options.resultField]: toResult(shown) },
			...(binary && { binary }),
			pairedItem: { item: itemIndex },
		});
	}
	tellMissingActivities(context, items, options.reading.activitiesField);
	tellNotCounted(context, notCounted);
	tellAdjustments(context, withAdjustments);
	return [...outputs].sort(([a], [b]) => a - b).map(([, output]) => output);
}

/** How a further item of the same lead finds it: the change has been told. */
const asUnchanged = ({ transition, enteredBands, ...scored }: ScoredLead): ScoredLead => ({
	...scored,
	previousBand: scored.result.band,
	transition: null,
	enteredBands: transition ? { ...enteredBands, [transition.to]: transition.at } : enteredBands,
});

/** The item, and what the store knows of the lead besides, so that an item that only names its lead can be routed and written to. */
function withStoredFields(json: IDataObject, { lead }: ScoredLead): IDataObject {
	const fields = Object.entries(lead.attributes as IDataObject).filter(([field]) => !Object.hasOwn(json, field));
	return { ...json, ...Object.fromEntries(fields) };
}

function tellAdjustments(context: IExecuteFunctions, items: number): void {
	if (items === 0) return;
	context.addExecutionHints({
		message: `The adjustments on ${items} ${items === 1 ? 'item' : 'items'} do not count: with state, the points that people give are kept in the Lead Store.`,
		location: 'outputPane',
	});
}
