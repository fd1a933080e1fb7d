import { DISQUALIFIED } from '../routing/Routing';
import { findRepeated } from '../scoring/findRepeated';
import { isRecord } from '../scoring/isRecord';
import { listRows } from '../scoring/listRows';
import type { Problem } from '../scoring/Problem';
import { quote } from '../scoring/quote';
import { minuteOfDay } from './minuteOfDay';

const MOST_STEPS = 100;
const MOST_VARIANTS = 20;
const MOST_SKIPPED_DAYS = 500;

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const tooMany = (list: unknown, most: number, what: string, path: Problem['path']): Problem[] =>
	listOf(list).length > most ? [{ path, message: `${listOf(list).length} ${what}; ${most} at most` }] : [];

/** A band has one meaning for a campaign: leads come in by it, or convert, or leave. */
function checkBands({ enter, goal, exit }: Record<string, unknown>): Problem[] {
	const meanings = new Map<unknown, string>();
	return Object.entries({ enter, goal, exit }).flatMap(([place, part]) =>
		listOf(recordOf(part).bands).flatMap((band, index): Problem[] => {
			const path = [place, 'bands', index];
			const before = meanings.get(band);
			meanings.set(band, before ?? place);
			if (before !== undefined) return [{ path, message: `${quote(band)} stands in "${before}" already` }];
			if (band !== DISQUALIFIED || place === 'exit') return [];
			return [{ path, message: `${quote(band)} is where disqualified leads are; they leave every campaign` }];
		}),
	);
}

function checkWindow({ window }: Record<string, unknown>): Problem[] {
	const { days, from = '00:00', to = '24:00', skip } = recordOf(window);
	const [opens, closes] = [minuteOfDay(from), minuteOfDay(to)];
	const problems = tooMany(skip, MOST_SKIPPED_DAYS, 'days to skip', ['window', 'skip']);
	if (opens !== null && closes !== null && opens >= closes) {
		problems.push({ path: ['window', 'from'], message: `${quote(from)} must be before "to", which is ${quote(to)}; a window ends on the day it begins` });
	}
	if (new Set(listOf(days)).size < listOf(days).length) problems.push({ path: ['window', 'days'], message: 'a day is named twice' });
	return problems;
}

/**
 * What must hold between the parts of a campaign: unique ids, a window that opens, bands that mean one thing. Takes any
 * JSON and looks past what is malformed, so that all problems can be told at once.
 */
export function checkCampaign(json: unknown): Problem[] {
	if (!isRecord(json)) return [];
	const steps = listRows(json.steps, ['steps']);
	return [
		...checkBands(json),
		...checkWindow(json),
		...findRepeated(steps, 'id'),
		...tooMany(json.steps, MOST_STEPS, 'steps', ['steps']),
		...steps.flatMap(({ path, row }) => [
			...findRepeated(listRows(row.variants, [...path, 'variants']), 'id'),
			...tooMany(row.variants, MOST_VARIANTS, 'variants', [...path, 'variants']),
		]),
	];
}
