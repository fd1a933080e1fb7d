import { operatorChoices } from './operatorChoices';
import type { RuleForm } from './RuleForm';
import { splitList } from './splitList';

const activities = (activity: unknown): string => splitList(activity).join(' or ').replace(/_/g, ' ');

/** What stands as the reason for the points where the rule was given none: `jobTitle contains CTO`. */
export function defaultLabel({ type = 'attribute', field, operator = 'equals', value, activity, days }: RuleForm): string {
	switch (type) {
		case 'activity':
			return activities(activity);
		case 'inactivity':
			return `No ${activities(activity) || 'activity'} for ${String(days)} days`;
		case 'lookup':
		case 'range':
			return String(field ?? '');
		case 'attribute': {
			const choice = operatorChoices[operator] ?? operatorChoices.equals;
			return [field, choice.phrase, choice.operand === 'none' ? '' : splitList(value).join(', ')].join(' ').trim();
		}
	}
}
