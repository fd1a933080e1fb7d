import type { Client, QueryResult } from 'pg';
import { from } from 'pg-copy-streams';
import type { BulkRows } from '../sql/BulkRows';

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function toCell(value: unknown): string {
	if (value === null || value === undefined) return '\\N';
	const text = String(value);
	return special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : text;
}

/** Rows in PostgreSQL's text format for COPY. */
function toText({ names, rows }: BulkRows): string {
	return rows.map((row) => `${names.map((name) => toCell(row[name])).join('\t')}\n`).join('');
}

/** Runs a `copy … from stdin` with these rows: all of them, or none. `query` is the driver's own. */
export function copyIn(query: Client['query'], statement: string, rows: BulkRows): Promise<Pick<QueryResult, 'rows' | 'rowCount' | 'command'>> {
	return new Promise((resolve, reject) => {
		const stream = query(from(statement));
		stream.on('error', reject);
		stream.on('finish', () => resolve({ rows: [], rowCount: stream.rowCount, command: 'COPY' }));
		stream.end(toText(rows));
	});
}
