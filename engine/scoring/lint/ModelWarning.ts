export type WarningCode =
	/** The rule gives no points to any lead. */
	| 'ruleNeverFires'
	/** The rule gives points, but never changes its group's total. */
	| 'ruleNeverMatters'
	/** The rule always gives the same points as another one. */
	| 'duplicateRule'
	/** The group's limits leave the same total for every lead. */
	| 'groupTotalFixed'
	| 'conditionNeverHolds'
	| 'conditionAlwaysHolds'
	/** No single value meets the condition; a list can. */
	| 'conditionForListsOnly'
	/** One entry of a condition's list equals nothing. */
	| 'entryNeverMatches'
	| 'rowNeverUsed'
	/** A look-up row that an earlier one hides, unless the field holds a list. */
	| 'rowForListsOnly'
	| 'otherwiseNeverUsed'
	| 'limitNeverReached'
	| 'decayNeverBegins'
	/** An hour takes all points away. */
	| 'decayAtOnce'
	| 'disqualifiesEveryLead'
	/** An earlier disqualify entry holds whenever this one does. */
	| 'disqualifyNeverDecides'
	| 'bandNeverReached'
	| 'gradeNeverReached'
	/** A grade that a segment lists never occurs. */
	| 'segmentGradeNeverOccurs'
	/** A grade that a segment lists is another segment's already. */
	| 'segmentGradeTaken'
	| 'segmentsWithoutGrades'
	/** A lead that leaves a band can never enter the one below it. */
	| 'holdMarginSkipsBand';

/** Something in a valid model that cannot do what it seems to do. */
export interface ModelWarning {
	/** Where, e.g. `groups[1].rules[0].where`. */
	path: string;
	/** What, why, and what to do about it. */
	message: string;
	code: WarningCode;
	/** `warning`: the model does not do what it says; `note`: a part that could be left out. */
	severity: 'warning' | 'note';
}
