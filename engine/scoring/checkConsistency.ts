import { findRepeated } from './findRepeated';
import { isRecord } from './isRecord';
import { listRows, type Row } from './listRows';
import type { Problem } from './Problem';
import { quote } from './quote';

const MOST_GROUPS = 50;
const MOST_RULES = 1000;

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** Reports rows whose `low` bound is above their `high` bound, or on it where it must be below. */
const crossed = (rows: Row[], low: string, high: string, mayMeet: boolean): Problem[] =>
	rows.flatMap(({ path, row }) => {
		const from = number(row[low]);
		const to = number(row[high]);
		if (from === null || to === null || from < to || (mayMeet && from === to)) return [];
		return [{ path: [...path, low], message: `${from} must be ${mayMeet ? 'at most' : 'below'} ${quote(high)}, which is ${to}` }];
	});

function checkScale({ scale = 100, decimals = 0 }: Record<string, unknown>): Problem[] {
	const top = number(scale);
	const places = number(decimals);
	if (top === null || places === null || Number(top.toFixed(Math.min(Math.max(places, 0), 6))) === top) return [];
	return [{ path: ['scale'], message: `${top} has more decimals than the score, which has ${places}` }];
}

function checkBands({ bands, scale = 100 }: Record<string, unknown>): Problem[] {
	const rows = listRows(bands, ['bands']);
	if (!Array.isArray(bands)) return [];
	const top = number(scale);
	const problems = [...findRepeated(rows, 'id'), ...findRepeated(rows, 'min')];
	if (!rows.some(({ row }) => row.min === 0)) {
		problems.push({ path: ['bands'], message: 'expected one band with "min" 0, so that every score has a band' });
	}
	for (const { path, row } of rows) {
		const min = number(row.min);
		if (min !== null && top !== null && min > top) {
			problems.push({ path: [...path, 'min'], message: `${min} is above the scale, which ends at ${top}` });
		}
		if (row.id === 'disqualified') {
			problems.push({ path: [...path, 'id'], message: '"disqualified" is reserved for disqualified leads' });
		}
	}
	return problems;
}

/**
 * What must hold between the parts of a model: unique ids, bounds in order, bands that cover the scale.
 * Takes any JSON and looks past what is malformed, so that all problems can be told at once.
 */
export function checkConsistency(json: unknown): Problem[] {
	if (!isRecord(json)) return [];
	const groups = listRows(json.groups, ['groups']);
	const rules = groups.flatMap(({ path, row }) => listRows(row.rules, [...path, 'rules']));
	const ranges = rules.filter(({ row }) => row.type === 'range').flatMap(({ path, row }) => listRows(row.table, [...path, 'table']));
	const problems = [
		...checkScale(json),
		...findRepeated(groups, 'id'),
		...findRepeated(rules, 'id'),
		...findRepeated(listRows(json.disqualify, ['disqualify']), 'id'),
		...findRepeated(listRows(json.segments, ['segments']), 'id'),
		...crossed(groups, 'min', 'max', true),
		...crossed(rules, 'minCount', 'maxCount', true),
		...crossed(ranges, 'from', 'to', false),
		...checkBands(json),
	];
	if (groups.length > MOST_GROUPS) {
		problems.push({ path: ['groups'], message: `${groups.length} groups; a model has ${MOST_GROUPS} at most` });
	}
	if (rules.length > MOST_RULES) {
		problems.push({ path: ['groups'], message: `${rules.length} rules in all; a model has ${MOST_RULES} at most` });
	}
	return problems;
}
