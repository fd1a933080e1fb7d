import { formatPath } from '../formatPath';
import { isRecord } from '../isRecord';
import type { Group, Rule } from '../Model';
import { toText } from '../values/toText';
import type { ModelWarning } from './ModelWarning';
import { tellName } from './tellName';

/** A value as text, the same whatever the order of keys. */
const toKey = (value: unknown): string =>
	JSON.stringify(value, (_key, part: unknown) =>
		isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
	);

const typesOf = (activity: string | string[] | undefined): string[] | null =>
	activity === undefined ? null : [...new Set([activity].flat().map((type) => toText(type) ?? ''))].sort();

/** What a rule does, without what it is called, and with its defaults written out. */
function contentOf(rule: Rule): Record<string, unknown> {
	const content: Record<string, unknown> = { ...rule };
	delete content.id;
	delete content.label;
	switch (rule.type) {
		case 'attribute':
			return content;
		case 'lookup':
		case 'range':
			return { ...content, otherwise: rule.otherwise ?? 0 };
		case 'activity':
			return { ...content, activity: typesOf(rule.activity), minCount: rule.minCount ?? 1 };
		case 'inactivity':
			return { ...content, activity: typesOf(rule.activity), neverActive: rule.neverActive ?? 'ignore' };
	}
}

/** Rules that say what an earlier one says, so that a lead gets the points twice; `isIdle` leaves rules out. */
export function findDuplicates(groups: readonly Group[], isIdle: (group: number, rule: number) => boolean): ModelWarning[] {
	const firsts = new Map<string, { rule: Rule; path: string }>();
	return groups.flatMap(({ rules }, group) =>
		rules.flatMap((rule, index): ModelWarning[] => {
			if (isIdle(group, index)) return [];
			const path = formatPath(['groups', group, 'rules', index]);
			const key = toKey(contentOf(rule));
			const first = firsts.get(key);
			if (first === undefined) {
				firsts.set(key, { rule, path });
				return [];
			}
			const message = `${tellName(rule)} does the same as ${tellName(first.rule)} (${first.path}), so a lead gets the points twice. Remove one of them, or raise the points of one.`;
			return [{ path, code: 'duplicateRule', severity: 'warning', message }];
		}),
	);
}
