import type { Condition } from '../Model';

/** Holds while `expectedCloseDate` is today or ahead, less than `days` away. */
export const closesWithin = (days: number): Condition => ({
	all: [
		// A date to come is a negative number of days old.
		{ field: 'expectedCloseDate', op: 'olderThanDays', value: -days },
		{ not: { field: 'expectedCloseDate', op: 'olderThanDays', value: 1 } },
	],
});
