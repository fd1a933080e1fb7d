import type { Page } from '../ports/Page';

/**
 * @param found up to one row more than asked for, which tells that there is a next page
 * @param placeOf where a row stands in the order of the pages; `readCursor` gets it back
 */
export function toPage<Row>(found: Row[], limit: number, placeOf: (row: Row) => readonly (number | string)[]): Page<Row> {
	const rows = found.slice(0, limit);
	const last = rows.at(-1);
	return { rows, next: found.length > limit && last !== undefined ? JSON.stringify(placeOf(last)) : null };
}
