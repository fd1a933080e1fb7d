import type { IExecuteFunctions } from 'n8n-workflow';
import type { ExplainOptions, LeadFormatChoice, readLead } from '../../engine';
import type { Problem } from '../Problem';
import { now } from '../now';
import { readMoment } from '../readMoment';
import { readSummary } from './readSummary';

export interface LeadScoreOptions {
	/** How to read an item as a lead. */
	reading: Parameters<typeof readLead>[1];
	explain: boolean;
	onlyChangedBands: boolean;
	previousBandField: string;
	resultField: string;
	/** How to tell scores in a sentence; `null` for not at all. */
	summary: ExplainOptions | null;
	/** The moment to score at, in epoch ms. */
	now: number;
}

/** Reads everything but the model from the node's parameters. */
export function readOptions(context: IExecuteFunctions): { ok: true; options: LeadScoreOptions } | { ok: false; problem: Problem } {
	const given = context.getNodeParameter('options', 0, {});
	const field = (name: string, initial: string): string => {
		const value = given[name];
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : initial;
	};
	const asOf = given.scoreAsOf;
	const isNow = asOf === undefined || asOf === null || asOf === '';
	const moment = isNow ? now() : readMoment(asOf, context.getTimezone());
	if (moment === null) {
		return {
			ok: false,
			problem: { message: `'Score as Of' is not a date: ${JSON.stringify(asOf)}`, remedy: 'Choose a date, or give one as 2026-12-31T08:00:00.' },
		};
	}
	const summary = readSummary(given, context.getTimezone());
	if (!summary.ok) return summary;
	return {
		ok: true,
		options: {
			reading: {
				format: context.getNodeParameter('leadFormat', 0, 'autoDetect') as LeadFormatChoice,
				activitiesField: field('activitiesField', 'activities'),
				adjustmentsField: field('adjustmentsField', 'adjustments'),
			},
			explain: given.explain !== false,
			onlyChangedBands: given.onlyChangedBands === true,
			previousBandField: field('previousBandField', 'band'),
			resultField: field('resultField', 'leadScore'),
			summary: summary.summary,
			now: moment,
		},
	};
}
