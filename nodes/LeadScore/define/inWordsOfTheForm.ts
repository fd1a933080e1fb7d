import type { Issue } from '../../../engine';

/** What the form calls the parts of a rule. */
const ofRule: Record<string, string> = {
	label: 'Reason',
	field: 'Field',
	points: 'Points',
	table: 'Points per Value',
	otherwise: 'Otherwise',
	activity: 'Activity',
	withinDays: 'Within Days',
	minCount: 'At Least Times',
	maxCount: 'At Most Times',
	limit: 'At Most Points',
	'decay.halfLifeDays': 'Half-Life (Days)',
	'decay.percent': 'Lose Percent',
	'decay.everyDays': 'Every Days',
	days: 'Silent for Days',
};
const ofCondition: Record<string, string> = { field: 'Field', op: 'Comparison', value: 'Value' };
const ofSettings: Record<string, string> = {
	name: 'Name',
	scale: 'Scale',
	decimals: 'Decimals',
	holdMargin: 'Hold Margin',
	bands: 'Bands',
	id: 'ID',
	grades: 'Grades',
	grade: 'Grade',
	segments: 'Segments',
};

/** `when.all[1].value` as `More Conditions 1 › Value`; `null` for what is no condition. */
function placeOfCondition(path: string): string | null {
	const [, kind, inner = ''] = /^(when|where)\b(.*)$/.exec(path) ?? [];
	if (kind === undefined) return null;
	const part = /(field|op|value)[[\]\d]*$/.exec(inner)?.[1] ?? '';
	const row = Number(/\b(?:all|any)\[(\d+)\]/.exec(inner)?.[1] ?? 0);
	const rows = kind === 'where' ? `Only Where ${row + 1}` : row === 0 ? '' : `More Conditions ${row}`;
	return [rows, ofCondition[part] ?? part].filter((name) => name !== '').join(' › ');
}

/** A line of a table of points, whose issues are about what a person typed there. */
function inWordsOfLine(part: string, message: string): string {
	const expected = part === 'points' ? 'expected points after an equals sign, such as = 10' : 'expected a range such as 10 to 50, from 50 or below 10';
	return part === 'value' ? message : message.replace(/^expected a finite number(?=, got)/, expected);
}

function ofRulePart(rule: string, path: string, message: string): Issue {
	const [, line, part = ''] = /^table\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
	if (line !== undefined) return { path: `${rule} › line ${Number(line) + 1}`, message: inWordsOfLine(part, message) };
	return { path: `${rule} › ${placeOfCondition(path) ?? ofRule[path.replace(/\[\d+\]$/, '')] ?? path}`, message };
}

/** `bands[1].min` as `Bands 2 › From Score`. */
function placeOfSetting(path: string, groups: readonly { id: string; name: string }[]): string {
	const [, index, bound] = /^groups\[(\d+)\]\.(min|max)$/.exec(path) ?? [];
	const group = groups[Number(index)];
	if (group) {
		const limit = bound === 'min' ? 'At Least' : 'At Most';
		const isNamed = group.id !== 'fit' && group.id !== 'engagement';
		return isNamed ? `Group Limits › ${group.name} › ${limit}` : `${group.name}: ${limit}`;
	}
	const name = (part: string): string => (part === 'min' ? (path.startsWith('bands') ? 'From Score' : 'From Points') : (ofSettings[part] ?? part));
	return path.split('.').map((step) => step.replace(/^(\w+)(?:\[(\d+)\])?$/, (_, part: string, row?: string) => name(part) + (row === undefined ? '' : ` ${Number(row) + 1}`))).join(' › ');
}

/** `groups[1].rules[0].withinDays` as the form shows it: `Engagement rule 1 › Within Days`. */
export function inWordsOfTheForm({ path, message }: Issue, json: Record<string, unknown>): Issue {
	const groups = json.groups as { id: string; name: string; rules: { id: string }[] }[];
	const rule = /^groups\[(\d+)\]\.rules\[(\d+)\]\.?(.*)$/.exec(path);
	if (rule) {
		const [dimension = '', number = ''] = groups[Number(rule[1])]?.rules[Number(rule[2])]?.id.split('-') ?? [];
		return ofRulePart(`${dimension === 'fit' ? 'Fit' : 'Engagement'} rule ${number}`, rule[3] ?? '', message);
	}
	const disqualify = /^disqualify\[(\d+)\]\.?(.*)$/.exec(path);
	if (disqualify) return ofRulePart(`Disqualify When ${Number(disqualify[1]) + 1}`, disqualify[2] ?? '', message);
	return { path: `Model Settings › ${placeOfSetting(path, groups)}`, message };
}
