import type { Dimension } from '../../../engine';
import type { DefineForm } from './DefineForm';
import type { RuleForm } from './RuleForm';
import { splitList } from './splitList';
import { toCondition } from './toCondition';
import { toRule } from './toRule';

const GROUP_NAMES: Record<Dimension, string> = { fit: 'Fit', engagement: 'Engagement' };

const idOf = (name: string, index: number): string => {
	const id = name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);
	return id === '' ? `group-${index + 1}` : id;
};

const typed = (value: unknown): string => String(value ?? '').trim();

/** Limits that are typed; an empty one is open, and 0 is a limit like any other. */
function limits(min: unknown, max: unknown): { min?: unknown; max?: unknown } {
	const limit = (key: 'min' | 'max', value: unknown) => {
		const text = typed(value);
		if (text === '') return {};
		return { [key]: Number.isNaN(Number(text)) ? value : Number(text) };
	};
	return { ...limit('min', min), ...limit('max', max) };
}

/** The rules of a dimension, parted into the groups that they name; those that name none come first. */
function groupsOf(dimension: Dimension, rules: readonly RuleForm[], settings: DefineForm['settings']): object[] {
	const byName = new Map<string, Record<string, unknown>[]>([['', []]]);
	rules.forEach((rule, index) => {
		const name = typed(rule.group);
		const group = byName.get(name) ?? [];
		byName.set(name, group);
		group.push(toRule(rule, `${dimension}-${index + 1}`));
	});
	const named = settings.groupLimits?.groups ?? [];
	return [...byName].map(([name, groupRules], index) => {
		const given = named.find(({ group }) => typed(group) === name && name !== '');
		const own = dimension === 'fit' ? limits(settings.fitMin, settings.fitMax) : limits(settings.engagementMin, settings.engagementMax);
		return {
			id: name === '' ? dimension : `${dimension}-${idOf(name, index)}`,
			name: name === '' ? GROUP_NAMES[dimension] : name,
			dimension,
			...(name === '' ? own : limits(given?.min, given?.max)),
			rules: groupRules,
		};
	});
}

function outcome({ bands, grades, segments, holdMargin, scale, decimals }: DefineForm['settings']): object {
	const bandRows = bands?.bands ?? [];
	const gradeRows = grades?.grades ?? [];
	const gradesOf = (dimension: Dimension) =>
		gradeRows.filter((row) => (row.dimension ?? 'fit') === dimension).map(({ grade, min }) => ({ grade: typed(grade), min: min ?? 0 }));
	return {
		...(scale === undefined ? {} : { scale }),
		...(decimals === undefined ? {} : { decimals }),
		...(holdMargin === undefined ? {} : { holdMargin }),
		...(bandRows.length === 0 ? {} : { bands: bandRows.map(({ id, name, min }) => ({ id: typed(id), name: typed(name) || typed(id), min: min ?? 0 })) }),
		...(gradeRows.length === 0 ? {} : { grades: { fit: gradesOf('fit'), engagement: gradesOf('engagement') } }),
		...(segments?.segments === undefined
			? {}
			: { segments: segments.segments.map(({ name, grades: listed }, index) => ({ id: idOf(typed(name), index), name: typed(name), grades: splitList(listed) })) }),
	};
}

/**
 * The model's JSON for what was filled in under 'Define Below'. It is checked by `parseModel` like any other,
 * so nothing is checked here.
 */
export function defineModel({ fitRules, engagementRules, disqualifyWhen, settings }: DefineForm): Record<string, unknown> {
	return {
		format: 1,
		id: 'defined-in-node',
		name: typed(settings.name) || 'Defined in the node',
		version: 1,
		...outcome(settings),
		groups: [
			...groupsOf('fit', fitRules.rules ?? [], settings),
			...groupsOf('engagement', engagementRules.rules ?? [], settings),
		],
		disqualify: (disqualifyWhen.rules ?? []).map((row, index) => ({
			id: `disqualify-${index + 1}`,
			label: typed(row.label),
			when: toCondition(row, row.moreConditions?.conditions, row.combine),
		})),
	};
}
