import type { Page } from '../ports/Page';

/** @param found up to one row more than asked for, which tells that there is a next page */
export function toPage<Row>(found: Row[], limit: number, cursorOf: (row: Row) => string): Page<Row> {
	const rows = found.slice(0, limit);
	const last = rows.at(-1);
	return { rows, next: found.length > limit && last !== undefined ? cursorOf(last) : null };
}
