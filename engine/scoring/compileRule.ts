import { compileActivityRule } from './rules/compileActivityRule';
import { compileAttributeRule } from './rules/compileAttributeRule';
import { compileInactivityRule } from './rules/compileInactivityRule';
import { compileLookupRule } from './rules/compileLookupRule';
import { compileRangeRule } from './rules/compileRangeRule';
import type { CompiledRule } from './rules/CompiledRule';
import type { Rule } from './Model';
import type { Tallies } from './tallyActivities';

/** Compiles a rule of any type; rules on activities ask `tallies` to count for them. */
export function compileRule(rule: Rule, tallies: Tallies): CompiledRule {
	switch (rule.type) {
		case 'attribute':
			return compileAttributeRule(rule);
		case 'lookup':
			return compileLookupRule(rule);
		case 'range':
			return compileRangeRule(rule);
		case 'activity':
			return compileActivityRule(rule, tallies);
		case 'inactivity':
			return compileInactivityRule(rule, tallies);
	}
}
