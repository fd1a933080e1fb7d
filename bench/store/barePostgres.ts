import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { PostgresConfig } from '../../store/index.ts';
import type { Bare, Columns, Row } from './Bare.ts';
import { activityColumns } from './rows.ts';

/** From so many rows on, COPY is faster. */
const WORTH_COPYING = 20;

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const toCell = (value: string | number | null | undefined): string =>
	value === null || value === undefined ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (character) => escapes[character]!);

/** The tables of a store, over one connection with every statement prepared. */
export async function barePostgres({ host, port, database, user, password, schema = 'public' }: PostgresConfig): Promise<Bare> {
	const client = new Client({ host, port, database, user, password });
	await client.connect();
	await client.query(`set search_path to "${schema}"`);
	const query = async (text: string, values: unknown[]): Promise<Row[]> => {
		const name = createHash('md5').update(text).digest('hex');
		return (await client.query<Row>({ name, text, values })).rows;
	};
	const copy = async (table: string, columns: Columns, rows: readonly Row[]): Promise<void> => {
		const names = Object.keys(columns);
		const lines = function* (): Generator<string> {
			let lines = '';
			for (const row of rows) {
				lines += `${names.map((name) => toCell(row[name])).join('\t')}\n`;
				if (lines.length < 65_536) continue;
				yield lines;
				lines = '';
			}
			yield lines;
		};
		await pipeline(Readable.from(lines()), client.query(copyFrom(`copy ${table} (${names.join(', ')}) from stdin`)));
	};
	return {
		append: (rows) => copy('activity', activityColumns, rows),
		range: (columns, table, column, from, to) => query(`select ${columns} from ${table} where ${column} between $1 and $2`, [from, to]),
		find: async (table, column, value) => (await query(`select * from ${table} where ${column} = $1`, [value]))[0],
		async insert(table, columns, rows, end = '') {
			const names = Object.keys(columns);
			const [only] = rows;
			if (rows.length === 1 && only) {
				await query(`insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) ${end}`, names.map((name) => only[name]));
				return;
			}
			if (rows.length >= WORTH_COPYING && end === '') return copy(table, columns, rows);
			const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`);
			await query(`insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')}) ${end}`, names.map((name) => rows.map((row) => row[name])));
		},
		async forLeads(text, leadIds) {
			await query(`${text} = any($1::bigint[])`, [leadIds]);
		},
		async transaction(work) {
			await client.query('begin');
			await work();
			await client.query('commit');
		},
		close: () => client.end(),
	};
}
