import type { RangeRule } from '../Model';
import type { Fields } from '../readFields';
import { toNumber } from '../values/toNumber';
import type { CompiledRule } from './CompiledRule';

export function compileRangeRule({ field: path, table, otherwise = 0 }: RangeRule, fields: Fields): CompiledRule {
	const field = fields.field(path);
	const rows = table.map(({ from = -Infinity, to = Infinity, points }) => ({ from, to, points }));
	return {
		points() {
			const number = toNumber(field.value);
			if (number === null) return 0;
			for (let index = 0; index < rows.length; index++) if (rows[index]!.from <= number && number < rows[index]!.to) return rows[index]!.points;
			return otherwise;
		},
		because: () => `${path} is ${toNumber(field.value)}`,
	};
}
