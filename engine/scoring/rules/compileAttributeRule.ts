import { compileCondition } from '../compileCondition';
import { describeFacts } from '../describeFacts';
import type { AttributeRule } from '../Model';
import type { CompiledRule } from './CompiledRule';

export function compileAttributeRule({ when, points }: AttributeRule): CompiledRule {
	const holds = compileCondition(when);
	return {
		points: (attributes, now) => (holds(attributes, now) ? points : 0),
		because: describeFacts(when),
	};
}
