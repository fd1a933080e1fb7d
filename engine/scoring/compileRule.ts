import { compileActivityRule } from './rules/compileActivityRule';
import { compileAttributeRule } from './rules/compileAttributeRule';
import { compileInactivityRule } from './rules/compileInactivityRule';
import { compileLookupRule } from './rules/compileLookupRule';
import { compileRangeRule } from './rules/compileRangeRule';
import type { CompiledRule } from './rules/CompiledRule';
import type { Rule } from './Model';
import type { Fields } from './readFields';
import type { Tallies } from './tallyActivities';

/** Compiles a rule of any type: it asks `fields` to read, and `tallies` to count, what it looks at. */
export function compileRule(rule: Rule, fields: Fields, tallies: Tallies): CompiledRule {
	switch (rule.type) {
		case 'attribute':
			return compileAttributeRule(rule, fields);
		case 'lookup':
			return compileLookupRule(rule, fields);
		case 'range':
			return compileRangeRule(rule, fields);
		case 'activity':
			return compileActivityRule(rule, tallies);
		case 'inactivity':
			return compileInactivityRule(rule, tallies);
	}
}
