import type { LookupRule, Scalar } from '../Model';
import { quote } from '../quote';
import { toBoolean } from '../values/toBoolean';
import { toNumber } from '../values/toNumber';
import { toText } from '../values/toText';
import type { Finding } from './judgeCondition';
import type { RuleStudy } from './RuleStudy';

/** The rows that accept all of what a row's value equals have one of these keys; the first is its own. */
function keysOf(value: Scalar): string[] {
	if (typeof value === 'boolean') return [`is ${value}`];
	const number = toNumber(value);
	if (number !== null) return [`number ${number}`];
	const text = toText(value);
	if (text === null) return [];
	const boolean = toBoolean(text);
	return boolean === null ? [`text ${text}`] : [`text ${text}`, `is ${boolean}`];
}

/** Studies a look-up: which rows can be met, and what they give. */
export function studyLookupRule({ field, table, otherwise = 0 }: LookupRule, path: readonly PropertyKey[]): RuleStudy {
	const findings: Finding[] = [];
	const points = [0, otherwise];
	const earlier = new Map<string, { index: number; most: number }>();
	table.forEach((row, index) => {
		const at = { path: [...path, 'table', index] };
		const keys = keysOf(row.value);
		const [own] = keys;
		if (own === undefined) {
			const text = `a blank value is no value, which gives 0 points, so row ${index + 1} is never used`;
			findings.push({ ...at, code: 'rowNeverUsed', text });
			return;
		}
		points.push(row.points);
		const hiding = keys.flatMap((key) => earlier.get(key) ?? []);
		const [first] = hiding;
		if (first !== undefined) {
			const hidden = hiding.some(({ most }) => most >= row.points);
			const place = `row ${first.index + 1} already stands for ${quote(row.value)}`;
			findings.push(
				hidden
					? { ...at, code: 'rowNeverUsed', text: `${place}, so row ${index + 1} is never used` }
					: { ...at, code: 'rowForListsOnly', text: `${place}, so row ${index + 1} counts only where ${field} is a list` },
			);
		}
		const known = earlier.get(own);
		earlier.set(own, { index: known?.index ?? index, most: Math.max(known?.most ?? -Infinity, row.points) });
	});
	return {
		low: points.reduce((least, each) => Math.min(least, each), 0),
		high: points.reduce((most, each) => Math.max(most, each), 0),
		whyNothing: 'none of its rows gives points',
		findings,
	};
}
