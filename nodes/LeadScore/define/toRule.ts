import { defaultLabel } from './defaultLabel';
import { readLines } from './readLines';
import { readRange } from './readRange';
import type { RuleForm } from './RuleForm';
import { splitList } from './splitList';
import { toCondition } from './toCondition';
import { typedField } from './typedField';

/** In a form, 0 or an empty field means that it is not set. */
const ifSet = <Key extends string>(key: Key, value: unknown): Partial<Record<Key, unknown>> =>
	value === undefined || value === null || value === '' || value === 0 ? {} : ({ [key]: value } as Record<Key, unknown>);

/** Typed activity types: one, or a list of them; nothing typed leaves the key out. */
const activityTypes = (activity: unknown): { activity?: unknown } => {
	const types = splitList(activity);
	return types.length === 0 ? {} : { activity: types };
};

function decayOf({ decay = 'none', halfLifeDays, decayPercent, decayEveryDays }: RuleForm): object {
	if (decay === 'halfLife') return { decay: { halfLifeDays } };
	if (decay === 'stepwise') return { decay: { percent: decayPercent, everyDays: decayEveryDays } };
	return {};
}

/**
 * The model's rule for a rule of the form. What is wrong in the form stays wrong in the rule, so that
 * `parseModel` reports everything at once.
 */
export function toRule(form: RuleForm, id: string): Record<string, unknown> {
	const { type = 'attribute', points = 0, otherwise = 0 } = form;
	const field = typedField(form.field);
	const label = typeof form.label === 'string' && form.label.trim() !== '' ? form.label.trim() : defaultLabel(form);
	const rule = { id, label, type };
	switch (type) {
		case 'attribute':
			return { ...rule, when: toCondition(form, form.moreConditions?.conditions, form.combine), points };
		case 'lookup':
			return {
				...rule,
				field,
				table: readLines(form.lookupTable).map(({ left, points: linePoints }) => ({ value: left, points: linePoints })),
				otherwise,
			};
		case 'range':
			return {
				...rule,
				field,
				table: readLines(form.rangeTable).map(({ left, points: linePoints }) => ({ ...readRange(left), points: linePoints })),
				otherwise,
			};
		case 'activity': {
			const [first, ...more] = form.where?.conditions ?? [];
			return {
				...rule,
				activity: splitList(form.activity),
				...(first === undefined ? {} : { where: toCondition(first, more) }),
				...ifSet('withinDays', form.withinDays),
				...ifSet('minCount', form.minCount),
				...ifSet('maxCount', form.maxCount),
				...ifSet('limit', form.maxPoints),
				...decayOf(form),
				per: form.per ?? 'once',
				points,
			};
		}
		case 'inactivity':
			return {
				...rule,
				...activityTypes(form.activity),
				days: form.days ?? 0,
				points,
				neverActive: form.neverActive === true ? 'apply' : 'ignore',
			};
	}
}
