import { toConditionTree } from '../scoring/lint/toConditionTree';
import type { Model, Rule } from '../scoring/Model';
import { exampleValues } from './exampleValues';

/** A value of a field with which a rule may give points. */
export interface FieldValue {
	/** Id of the rule, and the position of its group. */
	rule: string;
	label: string;
	group: number;
	field: string;
	value: unknown;
	/** What the rule gives if the guess is right. */
	points: number;
}

type Guess = Pick<FieldValue, 'field' | 'value' | 'points'>;

function guess(rule: Rule, now: number): Guess[] {
	switch (rule.type) {
		case 'attribute': {
			const byField = exampleValues(toConditionTree(rule.when, []), now);
			return [...byField].flatMap(([field, values]) => values.map((value) => ({ field, value, points: rule.points })));
		}
		case 'lookup':
			return rule.table.map(({ value, points }) => ({ field: rule.field, value, points }));
		case 'range':
			return rule.table.map(({ from, to, points }) => ({ field: rule.field, value: from ?? (to === undefined ? 0 : to - 1), points }));
		case 'activity':
		case 'inactivity':
			return [];
	}
}

/** For every rule on fields, values with which it may give positive points at `now` (epoch ms): guesses, to be tried. */
export const fieldValues = (model: Model, now: number): FieldValue[] =>
	model.groups.flatMap(({ rules }, group) =>
		rules.flatMap((rule) =>
			guess(rule, now)
				.filter(({ points }) => points > 0)
				.map((each) => ({ ...each, rule: rule.id, label: rule.label?.trim() || rule.id, group })),
		),
	);
