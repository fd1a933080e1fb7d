import type { Page, PageQuery } from '../../../store';
import type { Parameters } from './Parameters';

const PAGE = 500;

/** How many rows the user wants, from 'Return All' and 'Limit'. */
export const readLimit = (parameters: Parameters): number =>
	parameters.flag('returnAll') ? Infinity : parameters.number('limit', 'Limit', { whole: true, from: 1 });

/** Reads pages until there are as many rows as wanted, or no more. */
export async function readPages<Row>(limit: number, read: (query: PageQuery) => Promise<Page<Row>>): Promise<Row[]> {
	const rows: Row[] = [];
	let after: string | null = null;
	do {
		const page: Page<Row> = await read({ after, limit: Math.min(PAGE, limit - rows.length) });
		rows.push(...page.rows);
		after = page.next;
	} while (after !== null && rows.length < limit);
	return rows;
}
