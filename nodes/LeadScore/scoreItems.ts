import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { compileModel, readLead, readPath, type Model } from '../../engine';
import { takeTurns } from '../../store';
import { toFailedItem } from '../toFailedItem';
import { toNodeError } from '../toNodeError';
import { compileSummary } from './compileSummary';
import { readInput } from './readInput';
import type { LeadScoreOptions } from './readOptions';
import { tellMissingActivities } from './tellMissingActivities';
import { tellNotCounted } from './tellNotCounted';

/** The band a lead was in before; `null` for one that was never scored. */
const readBand = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** Scores the node's input items in order; each output item is linked to its input. */
export async function scoreItems(context: IExecuteFunctions, model: Model, options: LeadScoreOptions): Promise<INodeExecutionData[]> {
	const { now, resultField, onlyChangedBands, summary } = options;
	const scorer = compileModel(model, { explain: options.explain || summary !== null });
	const summarise = compileSummary(model, summary, options.explain);
	const readPreviousBand = readPath(options.previousBandField);
	const items = readInput(context);
	const scored: INodeExecutionData[] = [];
	let ignoredActivities = 0;
	const giveWay = takeTurns();

	for (const [itemIndex, item] of items.entries()) {
		await giveWay();
		const reading = readLead(item.json, options.reading);
		if (!reading.ok) {
			const error = toNodeError(context.getNode(), reading, itemIndex);
			if (!context.continueOnFail()) throw error;
			scored.push(toFailedItem(error, itemIndex));
			continue;
		}
		const previousBand = readBand(readPreviousBand(item.json));
		const result = scorer.score(reading.lead, now, previousBand);
		ignoredActivities += result.ignoredActivities;
		const bandChanged = result.band !== previousBand;
		if (onlyChangedBands && !bandChanged) continue;
		scored.push({
			json: { ...item.json, [resultField]: { ...result, ...summarise(reading.lead, result), previousBand, bandChanged } as unknown as IDataObject },
			...(item.binary && { binary: item.binary }),
			pairedItem: { item: itemIndex },
		});
	}

	tellMissingActivities(context, items, options.reading.activitiesField);
	tellNotCounted(context, ignoredActivities);
	return scored;
}
