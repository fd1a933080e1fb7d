import { compileCondition } from '../compileCondition';
import { describeFacts } from '../describeFacts';
import { conditionMoments } from '../horizon/conditionMoments';
import type { AttributeRule } from '../Model';
import { onlyField } from '../onlyField';
import type { Fields } from '../readFields';
import type { CompiledRule } from './CompiledRule';
import { RememberingRule } from './RememberingRule';

export function compileAttributeRule({ when, points }: AttributeRule, fields: Fields): CompiledRule {
	const holds = compileCondition(when, fields.reader);
	const turns = conditionMoments(when);
	const rule: CompiledRule = {
		points: (attributes, now) => (holds(attributes, now) ? points : 0),
		because: describeFacts(when, fields.reader),
		...(turns && { moments: (attributes, add) => turns(attributes, add) }),
	};
	const field = onlyField(when);
	return field === null ? rule : new RememberingRule(fields.field(field), rule);
}
