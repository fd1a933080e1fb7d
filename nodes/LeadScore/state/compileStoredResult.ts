import type { IDataObject } from 'n8n-workflow';
import type { Model } from '../../../engine';
import type { ScoredLead } from '../../../store';
import { compileSummary } from '../compileSummary';
import type { LeadScoreOptions } from '../readOptions';

const iso = (moment: number): string => new Date(moment).toISOString();

/** Prepares what goes into the result field for a lead of the store. */
export function compileStoredResult(model: Model, { explain, summary }: LeadScoreOptions): (scored: ScoredLead) => IDataObject {
	const summarise = compileSummary(model, summary, explain);
	return ({ lead, result, previousBand, transition, enteredBands }) => {
		const { contributions, ...score } = result;
		const told = {
			key: lead.key,
			...score,
			contributions: explain ? contributions : [],
			...summarise(lead, result),
			previousBand,
			bandChanged: transition !== null,
			transition: transition && { id: transition.id, from: transition.from, to: transition.to, at: iso(transition.at) },
			enteredBands: Object.fromEntries(Object.entries(enteredBands).map(([band, at]) => [band, iso(at)])),
		};
		return told as unknown as IDataObject;
	};
}
