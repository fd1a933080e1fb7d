import type { PoolClient, QueryConfig, QueryResult } from 'pg';
import { BulkRows } from '../sql/BulkRows';
import { copyIn } from './copyIn';

/** The store asks by far fewer texts; what came beyond that would only fill the server's memory. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

/**
 * Lets the server prepare each statement once on this connection, instead of parsing it every time.
 *
 * The driver is given a callback, for where it makes one of its own, Node keeps that, and with it the query, its values
 * and its rows, until it next collects all garbage: a function that is written where it is assigned to a property is taken
 * for one that will stay.
 */
export function prepareByName(client: PoolClient): void {
	const plain = client.query.bind(client);
	const query = plain as (config: QueryConfig, callback: (error: Error | null, result: QueryResult) => void) => void;
	client.query = ((text: string, values: unknown[] = []) => {
		if (values[0] instanceof BulkRows) return copyIn(plain, text, values[0]);
		if (values.length > 0 && !names.has(text) && names.size < MOST_NAMES) names.set(text, `lead_store_${names.size}`);
		const name = values.length > 0 ? names.get(text) : undefined;
		return new Promise((resolve, reject) => {
			query({ text, values, ...(name !== undefined && { name }) }, (error, result) => (error ? reject(error) : resolve(result)));
		});
	}) as PoolClient['query'];
}
