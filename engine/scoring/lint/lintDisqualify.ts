import { formatPath } from '../formatPath';
import type { Model } from '../Model';
import type { ConditionTree } from './ConditionTree';
import { implies, type Budget } from './implies';
import { judgeCondition } from './judgeCondition';
import type { ModelWarning } from './ModelWarning';
import { tellName } from './tellName';
import { toConditionTree } from './toConditionTree';

/** Disqualify entries that hold for no lead, for every lead, or only where an earlier one holds already. */
export function lintDisqualify({ disqualify = [] }: Model, budget: Budget): ModelWarning[] {
	const earlier: { name: string; tree: ConditionTree; isSure: boolean }[] = [];
	return disqualify.flatMap((entry, index): ModelWarning[] => {
		const path = ['disqualify', index];
		const name = tellName(entry);
		const tree = toConditionTree(entry.when, [...path, 'when']);
		const { holds, why, findings } = judgeCondition(entry.when, [...path, 'when'], budget);
		const warn = (code: ModelWarning['code'], message: string): ModelWarning[] => [{ path: formatPath([...path, 'when']), code, severity: 'warning', message }];

		if (holds === 'never') return warn('conditionNeverHolds', `${name} never disqualifies a lead: ${why}. Mend or remove it.`);
		const before = earlier.find((other) => other.isSure || implies(tree, other.tree, budget));
		earlier.push({ name, tree, isSure: holds === 'always' });
		if (before !== undefined) {
			return warn('disqualifyNeverDecides', `${name} never decides: whenever it holds, ${before.name} above it holds too. Remove it, or move it up.`);
		}
		if (holds === 'always') return warn('disqualifiesEveryLead', `${name} disqualifies every lead: ${why}. Mend or remove it.`);
		return findings.map(({ path: at, code, text }) => ({
			path: formatPath(at),
			code,
			severity: 'warning',
			message: `In ${name}, ${text}. Mend or remove it.`,
		}));
	});
}
