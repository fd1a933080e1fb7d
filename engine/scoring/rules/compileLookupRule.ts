import type { LookupRule } from '../Model';
import { operators } from '../operators';
import { quote } from '../quote';
import type { Fields } from '../readFields';
import { remember } from '../remember';
import { hasValue } from '../values/hasValue';
import type { CompiledRule } from './CompiledRule';
import { RememberingRule } from './RememberingRule';

export function compileLookupRule({ field: path, table, otherwise = 0 }: LookupRule, fields: Fields): CompiledRule {
	const field = fields.field(path);
	const rows = table.map(({ value, points }) => ({ holds: operators.equals.compile(value), points }));

	/** The most that the rows of one element of a list give; -Infinity if it has none. Equality looks at no clock. */
	const elementPoints = remember((element: unknown) => rows.reduce((most, { holds, points }) => (points > most && holds(element, 0) ? points : most), -Infinity));
	const describeElement = remember((element: unknown) => `${path} includes ${quote(element)}`);

	const listPoints = (elements: readonly unknown[]): number => {
		let most = -Infinity;
		for (let index = 0; index < elements.length; index++) most = Math.max(most, elementPoints(elements[index]));
		return most === -Infinity ? otherwise : most;
	};

	const describeList = (elements: readonly unknown[]): string => {
		const points = listPoints(elements);
		const counted = elements.findIndex((element) => elementPoints(element) === points);
		return counted < 0 ? `${path} has none of the listed values` : describeElement(elements[counted]);
	};

	return new RememberingRule(field, {
		points() {
			const { value } = field;
			if (!hasValue(value)) return 0;
			return Array.isArray(value) ? listPoints(value) : (rows.find(({ holds }) => holds(value, 0))?.points ?? otherwise);
		},
		because: () => (Array.isArray(field.value) ? describeList(field.value) : `${path} is ${quote(field.value)}`),
	});
}
