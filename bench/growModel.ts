import type { Model, Rule } from '../engine/index.ts';
import { benchModel } from './benchModel.ts';

/** The bench's model with its rules repeated (or left out) until there are `ruleCount` of them, the mix of types staying the same. */
export function growModel(ruleCount: number): Model {
	const rules = benchModel.groups.flatMap((group) => group.rules.map((rule) => ({ rule, group })));
	// Every n-th in turn, so that even a few rules are of all types.
	const order = rules.map((_, index) => rules[(index * 7) % rules.length]!);
	const chosen = Array.from({ length: ruleCount }, (_, index) => {
		const { rule, group } = order[index % order.length]!;
		return { group, rule: { ...rule, id: `${rule.id}-${Math.floor(index / order.length)}` } satisfies Rule };
	});
	return {
		...benchModel,
		groups: benchModel.groups.map((group) => ({ ...group, rules: chosen.filter((each) => each.group === group).map(({ rule }) => rule) })),
	};
}
