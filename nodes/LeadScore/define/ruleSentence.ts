/** What `ruleSentence` needs of the editor's `$collection.item`. */
interface EditedRule {
	value: {
		type?: string;
		field?: string;
		operator?: string;
		value?: unknown;
		points?: number;
		activity?: string;
		per?: string;
		withinDays?: number;
		minCount?: number;
		days?: number;
		combine?: string;
		moreConditions?: { conditions?: unknown[] };
		lookupTable?: string;
		rangeTable?: string;
	};
	properties: { name: string; options?: { name?: string; value?: unknown }[] }[];
}

/**
 * A rule as a sentence: `+15 if jobTitle contains "CTO"`, the title of its box in the editor. Runs there as
 * an expression made of its own source, so it may refer to nothing outside itself.
 */
export function ruleSentence({ value: rule, properties }: EditedRule): string {
	const points = rule.points === undefined ? '' : `${rule.points > 0 ? '+' : ''}${rule.points} `;
	const types = String(rule.activity ?? '').split(',').join(' or ');
	if (rule.type === 'activity') {
		const often = rule.minCount !== undefined && rule.minCount > 1 ? ` at least ${rule.minCount} times` : '';
		const period = rule.withinDays !== undefined && rule.withinDays > 0 ? ` in the last ${rule.withinDays} days` : '';
		return types === '' ? '' : `${points}${rule.per === 'each' ? 'for each' : 'for'} ${types}${often}${period}`;
	}
	if (rule.type === 'inactivity') {
		return `${points}after ${rule.days ?? 0} days without ${types === '' ? 'any activity' : types}`;
	}
	if (rule.field === undefined || rule.field === '') return '';
	if (rule.type === 'lookup' || rule.type === 'range') {
		const table = (rule.type === 'lookup' ? rule.lookupTable : rule.rangeTable) ?? '';
		return `by ${rule.field}: ${table.split('\n').filter((line) => line.trim() !== '').join(', ').slice(0, 60)}`;
	}
	const choice = properties.find(({ name }) => name === 'operator')?.options?.find((option) => option.value === rule.operator);
	const operand = rule.value === undefined || rule.value === '' ? '' : ` "${String(rule.value).slice(0, 40)}"`;
	const more = (rule.moreConditions?.conditions ?? []).length;
	const others = more === 0 ? '' : `, ${rule.combine === 'any' ? 'or' : 'and'} ${more} more`;
	return `${points}if ${rule.field} ${(choice?.name ?? 'is').toLowerCase()}${operand}${others}`;
}
