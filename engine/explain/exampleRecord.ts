import { compileCondition } from '../scoring/compileCondition';
import { toConditionTree } from '../scoring/lint/toConditionTree';
import type { Condition } from '../scoring/Model';
import { exampleValues } from './exampleValues';
import { withField } from './withField';

const MOST_TRIED = 200;

/** A record, such as an activity's properties, that meets a condition at `now` (epoch ms); `null` if none was found. */
export function exampleRecord(condition: Condition, now: number): Record<string, unknown> | null {
	const holds = compileCondition(condition);
	const fields = [...exampleValues(toConditionTree(condition, []), now)];
	let tries = 0;

	/** Fills the fields from `index` on, each left out first. */
	const fill = (record: Record<string, unknown>, index: number): Record<string, unknown> | null => {
		if (tries++ > MOST_TRIED) return null;
		const next = fields[index];
		if (next === undefined) return holds(record, now) ? record : null;
		const [field, values] = next;
		const filled = values.map((value) => withField(record, field, value)).filter((each) => each !== null);
		for (const candidate of [record, ...filled]) {
			const found = fill(candidate, index + 1);
			if (found !== null) return found;
		}
		return null;
	};
	return fill({}, 0);
}
