import type { RangeRule } from '../Model';
import { readPath } from '../readPath';
import { toNumber } from '../values/toNumber';
import type { CompiledRule } from './CompiledRule';

export function compileRangeRule({ field, table, otherwise = 0 }: RangeRule): CompiledRule {
	const read = readPath(field);
	const rows = table.map(({ from = -Infinity, to = Infinity, points }) => ({ from, to, points }));
	return {
		points(attributes) {
			const number = toNumber(read(attributes));
			if (number === null) return 0;
			return rows.find(({ from, to }) => from <= number && number < to)?.points ?? otherwise;
		},
		because: (attributes) => `${field} is ${toNumber(read(attributes))}`,
	};
}
