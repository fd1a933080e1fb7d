/** A stretch of numbers (`number`), moments in epoch ms (`date`) or ages in days (`age`). */
export interface Interval {
	kind: 'interval';
	of: 'number' | 'date' | 'age';
	low: number;
	high: number;
	/** Whether the bound itself lies outside. */
	lowOpen: boolean;
	highOpen: boolean;
}

/** What `equals` and `in` accept: numbers, texts in the form in which they are compared, and booleans. */
export interface ValueList {
	kind: 'values';
	numbers: ReadonlySet<number>;
	texts: ReadonlySet<string>;
	booleans: ReadonlySet<boolean>;
}

/** The single values that a positive operator accepts. */
export type ValueSet =
	| { kind: 'present' }
	| { kind: 'text'; place: 'anywhere' | 'start' | 'end'; text: string }
	| { kind: 'pattern'; pattern: string }
	| { kind: 'domains'; domains: readonly string[] }
	| Interval
	| ValueList;
