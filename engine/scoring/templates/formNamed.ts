import type { Condition } from '../Model';

/** Holds for the submission of a form whose name or title matches the pattern. */
export const formNamed = (pattern: string): Condition => ({
	any: [
		{ field: 'form', op: 'matches', value: pattern },
		{ field: 'title', op: 'matches', value: pattern },
	],
});
