import { isRecord } from './isRecord';
import { quote } from './quote';

type Path = readonly PropertyKey[];
type Problem = { path: Path; message: string };
type Row = { path: Path; row: Record<string, unknown> };

const MOST_GROUPS = 50;
const MOST_RULES = 1000;

const rowsOf = (json: unknown, path: Path): Row[] =>
	Array.isArray(json)
		? json.flatMap((row, index) => (isRecord(row) ? [{ path: [...path, index], row }] : []))
		: [];

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** Reports each row whose `key` an earlier row has too. */
function repeated(rows: Row[], key: string): Problem[] {
	const seen = new Set<unknown>();
	return rows.flatMap(({ path, row }) => {
		const value = row[key];
		if (value === undefined || !seen.has(value)) {
			seen.add(value);
			return [];
		}
		return [{ path: [...path, key], message: `${quote(value)} is used twice; each must be unique` }];
	});
}

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
	const rows = rowsOf(bands, ['bands']);
	if (!Array.isArray(bands)) return [];
	const top = number(scale);
	const problems = [...repeated(rows, 'id'), ...repeated(rows, 'min')];
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
	const groups = rowsOf(json.groups, ['groups']);
	const rules = groups.flatMap(({ path, row }) => rowsOf(row.rules, [...path, 'rules']));
	const ranges = rules.filter(({ row }) => row.type === 'range').flatMap(({ path, row }) => rowsOf(row.table, [...path, 'table']));
	const problems = [
		...checkScale(json),
		...repeated(groups, 'id'),
		...repeated(rules, 'id'),
		...repeated(rowsOf(json.disqualify, ['disqualify']), 'id'),
		...repeated(rowsOf(json.segments, ['segments']), 'id'),
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
