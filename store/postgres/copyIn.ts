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

/** Characters that are sent at a time: a text of megabytes takes three times as long to put together. */
const CHUNK = 32_768;

/** A row in PostgreSQL's text format for COPY. */
const toLine = (names: readonly string[], row: Readonly<Record<string, unknown>>): string => `${names.map((name) => toCell(row[name])).join('\t')}\n`;

/** Runs a `copy … from stdin` with these rows: all of them, or none. `query` is the driver's own. */
export function copyIn(query: Client['query'], statement: string, { names, rows }: BulkRows): Promise<Pick<QueryResult, 'rows' | 'rowCount' | 'command'>> {
	return new Promise((resolve, reject) => {
		const stream = query(from(statement));
		stream.on('error', reject);
		stream.on('finish', () => resolve({ rows: [], rowCount: stream.rowCount, command: 'COPY' }));
		let text = '';
		for (const row of rows) {
			text += toLine(names, row);
			if (text.length < CHUNK) continue;
			stream.write(text);
			text = '';
		}
		stream.end(text);
	});
}
