import { RE2JS } from 're2js';
import { starterTemplates, type Condition } from '../../../engine';
import { exampleText } from '../../../engine/explain/exampleText';

const patternsOf = (condition: Condition): string[] => {
	if ('field' in condition) return condition.op === 'matches' ? [String(condition.value)] : [];
	if ('not' in condition) return patternsOf(condition.not);
	return ('all' in condition ? condition.all : condition.any).flatMap(patternsOf);
};

const ofTemplates = starterTemplates.flatMap(({ model }) =>
	model.groups.flatMap(({ rules }) =>
		rules.flatMap((rule) => {
			if (rule.type === 'attribute') return patternsOf(rule.when);
			return rule.type === 'activity' && rule.where ? patternsOf(rule.where) : [];
		}),
	),
);

describe('a text for a pattern', () => {
	it.each([...new Set(ofTemplates)])('of a template matches: %s', (pattern) => {
		expect(RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE).test(exampleText(pattern))).toBe(true);
	});

	it.each([
		['^ceo$', 'ceo'],
		['a|b', 'a'],
		['(?:co)+x?', 'co'],
		['(?P<name>x){3}', 'xxx'],
		['\\d{2,4}-[a-f]', '00-a'],
		['[^a-z0]', ' '],
		['[]a]', ']'],
		['\\bhead of\\b', 'head of'],
		['\\p{Lu}\\pL\\.', 'aa.'],
		['(^|[^\\pL])(vp|svp)($|[^\\pL])', 'vp'],
		['a{,2}', 'a{,2}'],
		['(', ''],
		['[', ''],
		['\\', ''],
	])('%s gives %j', (pattern, text) => expect(exampleText(pattern)).toBe(text));
});
