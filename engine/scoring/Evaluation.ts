/** What a model's rules give a lead at one moment; written anew by each evaluation. */
export interface Evaluation {
	/** Per rule, in model order. */
	readonly rulePoints: Float64Array;
	/** Per group, before and after its clamp. */
	readonly uncapped: Float64Array;
	readonly capped: Float64Array;
	fit: number;
	engagement: number;
	/** Group totals and adjustment. */
	raw: number;
}
