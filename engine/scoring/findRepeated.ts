import type { Row } from './listRows';
import type { Problem } from './Problem';
import { quote } from './quote';

/** Reports each row whose `key` an earlier row has too. */
export function findRepeated(rows: readonly Row[], key: string): Problem[] {
	const seen = new Set<unknown>();
	return rows.flatMap(({ path, row }) => {
		const value = row[key];
		if (value === undefined || !seen.has(value)) {
			seen.add(value);
			return [];
		}
		return [{ path: [...path, key], message: `${quote(value)} is used twice; each must be unique` }];
	});
}
