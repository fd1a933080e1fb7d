import type { LookupRule } from '../Model';
import { operators } from '../operators';
import { quote } from '../quote';
import { readPath } from '../readPath';
import { hasValue } from '../values/hasValue';
import type { CompiledRule } from './CompiledRule';

export function compileLookupRule({ field, table, otherwise = 0 }: LookupRule): CompiledRule {
	const read = readPath(field);
	const rows = table.map(({ value, points }) => ({ holds: operators.equals.compile(value), points }));

	const pointsFor = (value: unknown, now: number): number => {
		if (!hasValue(value)) return 0;
		if (!Array.isArray(value)) return rows.find((row) => row.holds(value, now))?.points ?? otherwise;
		const matching = rows.filter((row) => row.holds(value, now));
		return matching.length === 0 ? otherwise : matching.reduce((most, { points }) => Math.max(most, points), -Infinity);
	};

	return {
		points: (attributes, now) => pointsFor(read(attributes), now),
		because(attributes, now) {
			const value = read(attributes);
			if (!Array.isArray(value)) return `${field} is ${quote(value)}`;
			const points = pointsFor(value, now);
			const row = rows.find((candidate) => candidate.points === points && candidate.holds(value, now));
			const element: unknown = row && value.find((candidate) => row.holds(candidate, now));
			return element === undefined ? `${field} has none of the listed values` : `${field} includes ${quote(element)}`;
		},
	};
}
