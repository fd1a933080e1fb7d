import type { RangeRule } from '../Model';
import type { Finding } from './judgeCondition';
import type { RuleStudy } from './RuleStudy';

/** Longer tables are not searched for hidden rows. */
const MOST_ROWS = 500;

/** `low ≤ number < high`. */
interface Stretch {
	low: number;
	high: number;
}

/** Adds a stretch to stretches that lie apart in ascending order. */
function unite(stretches: readonly Stretch[], { low, high }: Stretch): Stretch[] {
	const touching = stretches.filter((other) => other.low <= high && low <= other.high);
	const united = {
		low: touching.reduce((least, other) => Math.min(least, other.low), low),
		high: touching.reduce((most, other) => Math.max(most, other.high), high),
	};
	const before = stretches.filter((other) => other.high < low);
	const after = stretches.filter((other) => other.low > high);
	return [...before, united, ...after];
}

const isCovered = (stretches: readonly Stretch[], { low, high }: Stretch): boolean =>
	stretches.some((other) => other.low <= low && high <= other.high);

/** Studies a range table: which rows the earlier ones leave something to, and what they give. */
export function studyRangeRule({ table, otherwise }: RangeRule, path: readonly PropertyKey[]): RuleStudy {
	const findings: Finding[] = [];
	const points = [0];
	let covered: Stretch[] = [];
	table.forEach((row, index) => {
		const { from: low = -Infinity, to: high = Infinity } = row;
		if (index < MOST_ROWS && isCovered(covered, { low, high })) {
			const text = `the rows above row ${index + 1} cover all of its numbers, so it is never used`;
			findings.push({ path: [...path, 'table', index], code: 'rowNeverUsed', text });
			return;
		}
		points.push(row.points);
		if (index < MOST_ROWS) covered = unite(covered, { low, high });
	});
	if (!isCovered(covered, { low: -Infinity, high: Infinity })) points.push(otherwise ?? 0);
	else if (otherwise !== undefined && otherwise !== 0) {
		const text = 'the rows cover every number, so "otherwise" is never used (a missing number gives 0 points)';
		findings.push({ path: [...path, 'otherwise'], code: 'otherwiseNeverUsed', text });
	}
	return {
		low: points.reduce((least, each) => Math.min(least, each), 0),
		high: points.reduce((most, each) => Math.max(most, each), 0),
		whyNothing: 'none of its rows gives points',
		findings,
	};
}
