/** A field's text form in a model: text, number or boolean. */
export type Scalar = string | number | boolean;

/** `company.employees` or `tags[0]`: how a rule names a field of the lead. */
export type FieldPath = string;

export type Operator =
	| 'exists'
	| 'notExists'
	| 'equals'
	| 'notEquals'
	| 'in'
	| 'notIn'
	| 'contains'
	| 'notContains'
	| 'startsWith'
	| 'endsWith'
	| 'matches'
	| 'notMatches'
	| 'greaterThan'
	| 'atLeast'
	| 'lessThan'
	| 'atMost'
	| 'between'
	| 'before'
	| 'after'
	| 'withinLastDays'
	| 'olderThanDays'
	| 'emailDomainIn'
	| 'emailDomainNotIn';

export interface FieldCondition {
	field: FieldPath;
	op: Operator;
	/** What to compare with; its type follows from `op`. Absent for `exists` and `notExists`. */
	value?: Scalar | Scalar[];
}

export type Condition = FieldCondition | { all: Condition[] } | { any: Condition[] } | { not: Condition };

interface RuleBase {
	/** Unique in the whole model, `[A-Za-z0-9_-]{1,64}`. */
	id: string;
	/** A short phrase that people read as the reason for the points, e.g. "Decision maker". */
	label?: string;
}

/** Points when a condition on the lead's attributes holds. */
export interface AttributeRule extends RuleBase {
	type: 'attribute';
	when: Condition;
	points: number;
}

/** Points by the row whose value equals the field's. */
export interface LookupRule extends RuleBase {
	type: 'lookup';
	field: FieldPath;
	table: { value: Scalar; points: number }[];
	/** Points when the field has a value that no row lists; 0 if absent. */
	otherwise?: number;
}

/** Points by the first row with `from ≤ value < to`. */
export interface RangeRule extends RuleBase {
	type: 'range';
	field: FieldPath;
	table: { from?: number; to?: number; points: number }[];
	/** Points when the field is a number that no row covers; 0 if absent. */
	otherwise?: number;
}

export type Decay =
	/** Points halve every `halfLifeDays`. */
	| { halfLifeDays: number }
	/** Points lose `percent` of what is left after every full `everyDays`. */
	| { percent: number; everyDays: number };

/** Points for what the lead did. */
export interface ActivityRule extends RuleBase {
	type: 'activity';
	/** Activity type, or types, that count. */
	activity: string | string[];
	/** Condition on the activity's `properties`. */
	where?: Condition;
	/** Only activities at most this old count. */
	withinDays?: number;
	/** Fewer matches than this give nothing; 1 if absent. */
	minCount?: number;
	/** More matches than this give nothing. */
	maxCount?: number;
	points: number;
	/** `each` match gives points, or all matches together `once`, aged as the latest. */
	per: 'each' | 'once';
	/** Bounds the magnitude of the rule's points. */
	limit?: number;
	decay?: Decay;
}

/** Points (usually negative) for having been silent. */
export interface InactivityRule extends RuleBase {
	type: 'inactivity';
	/** Activity type, or types, that break the silence; any if absent. */
	activity?: string | string[];
	/** The latest matching activity is at least this old. */
	days: number;
	points: number;
	/** Whether a lead with no matching activity at all gets the points; `ignore` if absent. */
	neverActive?: 'ignore' | 'apply';
}

export type Rule = AttributeRule | LookupRule | RangeRule | ActivityRule | InactivityRule;

export type Dimension = 'fit' | 'engagement';

export interface Group {
	id: string;
	name: string;
	dimension: Dimension;
	/** The group's total is clamped to [`min`, `max`]. */
	min?: number;
	max?: number;
	rules: Rule[];
}

export interface Band {
	id: string;
	name: string;
	/** The lowest score of the band. */
	min: number;
}

export interface GradeRow {
	grade: string;
	/** The lowest total of the grade. */
	min: number;
}

/** A scoring model, format 1, as `parseModel` accepts it. */
export interface Model {
	format: 1;
	id: string;
	name: string;
	version: number;
	/** Highest score; 100 if absent. */
	scale?: number;
	/** Decimals of the score, 0 to 6; 0 if absent. */
	decimals?: number;
	groups: Group[];
	/** The first entry whose condition holds disqualifies the lead. */
	disqualify?: { id: string; label?: string; when: Condition }[];
	/** Sales from 70, nurture from 50, cold from 0 if absent. */
	bands?: Band[];
	/** Points that a lead may fall below its band before it leaves it; 0 if absent. */
	holdMargin?: number;
	grades?: Record<Dimension, GradeRow[]>;
	/** The first segment that lists the lead's grade, e.g. `A1`. */
	segments?: { id: string; name: string; grades: string[] }[];
}
