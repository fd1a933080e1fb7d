import type { PoolClient } from 'pg';

/** The store asks by far fewer texts; what came beyond that would only fill the server's memory. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

/** Lets the server prepare each statement once on this connection, instead of parsing it every time. */
export function prepareByName(client: PoolClient): void {
	const query = client.query.bind(client);
	client.query = ((text: string, values: unknown[] = []) => {
		if (values.length === 0) return query(text, values);
		if (!names.has(text) && names.size < MOST_NAMES) names.set(text, `lead_store_${names.size}`);
		const name = names.get(text);
		return query({ text, values, ...(name !== undefined && { name }) });
	}) as PoolClient['query'];
}
