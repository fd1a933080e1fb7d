import type { ConditionForm, RuleForm } from './RuleForm';

/** What the parameters of 'Define Below' give, as n8n stores them. */
export interface DefineForm {
	fitRules: { rules?: RuleForm[] };
	engagementRules: { rules?: RuleForm[] };
	disqualifyWhen: { rules?: (ConditionForm & { label?: unknown; combine?: 'all' | 'any'; moreConditions?: { conditions?: ConditionForm[] } })[] };
	settings: {
		name?: unknown;
		fitMax?: unknown;
		fitMin?: unknown;
		engagementMax?: unknown;
		engagementMin?: unknown;
		groupLimits?: { groups?: { group?: unknown; min?: unknown; max?: unknown }[] };
		bands?: { bands?: { id?: unknown; name?: unknown; min?: unknown }[] };
		holdMargin?: unknown;
		scale?: unknown;
		decimals?: unknown;
		grades?: { grades?: { dimension?: 'fit' | 'engagement'; grade?: unknown; min?: unknown }[] };
		segments?: { segments?: { name?: unknown; grades?: unknown }[] };
	};
}
