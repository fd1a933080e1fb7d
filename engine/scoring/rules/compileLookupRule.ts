import type { LookupRule, Scalar } from '../Model';
import { operators } from '../operators';
import { quote } from '../quote';
import { readPath } from '../readPath';
import { remember } from '../remember';
import { hasValue } from '../values/hasValue';
import type { CompiledRule } from './CompiledRule';

export function compileLookupRule({ field, table, otherwise = 0 }: LookupRule): CompiledRule {
	const read = readPath(field);
	const rows = table.map(({ value, points }) => ({ holds: operators.equals.compile(value), points }));

	/** The points of one value's row, `null` if it has none. Equality looks at no clock. */
	const rowPoints = remember((value: unknown) => rows.find((row) => row.holds(value, 0))?.points ?? null);

	const listPoints = (values: readonly unknown[]): number => {
		const found = rows.filter((row) => row.holds(values, 0));
		return found.length === 0 ? otherwise : found.reduce((most, { points }) => Math.max(most, points), -Infinity);
	};

	const pointsFor = (value: unknown): number => {
		if (!hasValue(value)) return 0;
		return Array.isArray(value) ? listPoints(value) : (rowPoints(value as Scalar) ?? otherwise);
	};

	const describeValue = remember((value: unknown) => `${field} is ${quote(value)}`);

	return {
		points: (attributes) => pointsFor(read(attributes)),
		because(attributes) {
			const value = read(attributes);
			if (!Array.isArray(value)) return describeValue(value);
			const points = pointsFor(value);
			const row = rows.find((candidate) => candidate.points === points && candidate.holds(value, 0));
			const element: unknown = row && value.find((candidate) => row.holds(candidate, 0));
			return element === undefined ? `${field} has none of the listed values` : `${field} includes ${quote(element)}`;
		},
	};
}
