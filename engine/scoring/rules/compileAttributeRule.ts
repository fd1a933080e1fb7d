import { compileCondition } from '../compileCondition';
import { describeFacts } from '../describeFacts';
import { conditionMoments } from '../horizon/conditionMoments';
import type { AttributeRule } from '../Model';
import type { CompiledRule } from './CompiledRule';

export function compileAttributeRule({ when, points }: AttributeRule): CompiledRule {
	const holds = compileCondition(when);
	const turns = conditionMoments(when);
	return {
		points: (attributes, now) => (holds(attributes, now) ? points : 0),
		because: describeFacts(when),
		...(turns && { moments: (attributes, _activities, add) => turns(attributes, add) }),
	};
}
