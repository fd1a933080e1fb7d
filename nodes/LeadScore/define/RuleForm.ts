import type { OperatorChoiceId } from './operatorChoices';

/** One row of 'Conditions' as the form gives it. */
export interface ConditionForm {
	field?: unknown;
	operator?: OperatorChoiceId;
	value?: unknown;
}

/** One rule as the form gives it; which fields count depends on `type`, and 0 or an empty text means "not set". */
export interface RuleForm extends ConditionForm {
	type?: 'attribute' | 'lookup' | 'range' | 'activity' | 'inactivity';
	points?: unknown;
	label?: unknown;
	group?: unknown;
	combine?: 'all' | 'any';
	moreConditions?: { conditions?: ConditionForm[] };
	/** A line for each value: `Software = 10`. */
	lookupTable?: unknown;
	/** A line for each range: `10 to 50 = 5`. */
	rangeTable?: unknown;
	otherwise?: unknown;
	activity?: unknown;
	per?: 'each' | 'once';
	where?: { conditions?: ConditionForm[] };
	withinDays?: unknown;
	minCount?: unknown;
	maxCount?: unknown;
	maxPoints?: unknown;
	decay?: 'none' | 'halfLife' | 'stepwise';
	halfLifeDays?: unknown;
	decayPercent?: unknown;
	decayEveryDays?: unknown;
	days?: unknown;
	neverActive?: unknown;
}
